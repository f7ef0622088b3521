// Finds what can be clicked and says these words; a dialog on top comes first, the shortest text wins.
const words = arguments[0].replaceAll(/\s+/g, '')
const said = (one) => (one.getAttribute('aria-label') ?? one.innerText ?? one.value ?? '').replaceAll(/\s+/g, '')
const drawn = (one) => one.getClientRects().length > 0
const seen = (one) => drawn(one) && !one.disabled
// A list that opens is put in its place first and grows into it then: a hand waits until it stands still.
const still = (one) => {
  const { x, y, width, height } = one.getBoundingClientRect()
  const stood = window.__stood
  window.__stood = { one, at: [x, y, width, height].join() }
  return stood?.one === one && stood.at === window.__stood.at && !document.getAnimations().some((move) => move.effect?.target?.contains(one))
}
const dialogs = [...document.querySelectorAll('[role=dialog], .el-popper')].filter(seen).reverse()
const grounds = arguments[1] ? [...document.querySelectorAll(arguments[1])].filter(seen).reverse() : [...dialogs, document.body]
const kinds = 'button, a, [role=button], [role=tab], [role=option], [role=menuitem], [role=radio], [role=checkbox], [role=treeitem], [role=gridcell], label, summary, li, td, [tabindex]'
for (const ground of grounds) {
  const fitting = [...ground.querySelectorAll(kinds)].filter((one) => seen(one) && said(one).includes(words))
  fitting.sort((a, b) => said(a).length - said(b).length)
  const innermost = (all) => all.find((one) => !all.some((other) => other !== one && one.contains(other)))
  const meant = innermost(fitting.filter((one) => said(one) === words))
  // What says just these words and cannot be pressed yet is waited for; nothing longer takes its place.
  if (!meant && [...ground.querySelectorAll(kinds)].some((one) => drawn(one) && one.disabled && said(one) === words)) return false
  const exact = meant ?? innermost(fitting.filter((one) => said(one) === said(fitting[0])))
  if (exact && still(exact)) {
    document.querySelectorAll('[data-found-by-story]').forEach((one) => one.removeAttribute('data-found-by-story'))
    exact.setAttribute('data-found-by-story', '')
    window.__found = exact
    return true
  }
}
return false
