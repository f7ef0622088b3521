// Finds the field that a label names.
const words = arguments[0].replaceAll(/\s+/g, '')
const seen = (one) => one.getClientRects().length > 0 && !one.disabled
const clean = (text) => (text ?? '').replaceAll(/[\s*：:]+/g, '')
const name = (one) => {
  const labels = [...(one.labels ?? [])].map((label) => label.innerText)
  const by = (one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText)
  return [one.getAttribute('aria-label'), ...labels, ...by, one.getAttribute('placeholder')].map(clean)
}
const dialogs = [...document.querySelectorAll('[role=dialog]')].filter(seen).reverse()
for (const ground of [...dialogs, document.body]) {
  const fields = [...ground.querySelectorAll('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable=true]')].filter(seen)
  const found = fields.find((one) => name(one).includes(words)) ?? fields.find((one) => name(one).some((text) => text.startsWith(words)))
  if (found) {
    document.querySelectorAll('[data-found-by-story]').forEach((one) => one.removeAttribute('data-found-by-story'))
    found.setAttribute('data-found-by-story', '')
    window.__found = found
    return true
  }
}
return false
