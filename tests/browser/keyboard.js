// A page without a mouse: `begin` marks the top, `again` tells whether Tab has gone round, `judge`
// compares what can be clicked with what the keyboard reached and with what focus looked like.
const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility === 'visible'
const ground = () => [...document.querySelectorAll('[role=dialog]:not(.el-popper)')].filter(seen).pop() ?? document.body
const told = (one) => {
  const words = (one.getAttribute('aria-label') ?? one.innerText ?? one.value ?? one.placeholder ?? '').trim().replaceAll(/\s+/g, ' ')
  return `<${one.tagName.toLowerCase()} ${one.id ? `#${one.id}` : ''}${[...one.classList].map((name) => `.${name}`).join('')}> “${words.slice(0, 40)}”`
}
const composites = '[role=tablist], [role=tree], [role=menu], [role=listbox], [role=grid], [role=toolbar], [role=radiogroup], [data-arrows]'
const natives = 'a[href], button, input, select, textarea, summary, [contenteditable=true]'

let reached = []
let pressed = false
document.addEventListener('focusin', (event) => pressed && reached.push(event.target), true)

function begin() {
  document.querySelectorAll('[data-top-of-page]').forEach((one) => one.remove())
  const top = document.createElement('span')
  top.tabIndex = -1
  top.dataset.topOfPage = ''
  pressed = false
  if (ground() === document.body) {
    document.body.prepend(top)
    top.focus()
  }
  reached = []
  pressed = true
}

const stops = () => ground().querySelectorAll(`${natives}, [tabindex]`).length

/** Round: something was reached for the second time. */
const again = () => reached.length > 1 && new Set(reached).size < reached.length

/** What a person with a mouse would click, as far as it is not only the room around it. */
function clickable() {
  return [...ground().querySelectorAll('*')].filter((one) => {
    if (!seen(one) || one.disabled || one.closest('[aria-disabled=true], .is-disabled, [inert], [data-top-of-page]')) return false
    if (one.matches('input[type=hidden]')) return false
    return one.matches(natives) || one.__hearsClicks === true
  })
}

function covered(one, by) {
  if (by.has(one)) return true
  const native = one.matches(natives)
  for (const other of by) if ((!native && one.contains(other)) || other.contains(one)) return true
  // The sign in a field opens what the field itself opens; + and − do what the arrow keys do in it.
  const field = one.closest('.el-input, .el-input-number')
  if (!native && field !== null && [...by].some((other) => field.contains(other))) return true
  const label = one.closest('label')
  if (label?.control && by.has(label.control)) return true
  if (one.type === 'radio' && [...by].some((other) => other.type === 'radio' && other.name === one.name)) return true
  const group = one.closest(composites)
  return group !== null && [...by].some((other) => group.contains(other) || other.getAttribute('aria-controls') === group.id || other.getAttribute('aria-owns') === group.id)
}

function signature(one) {
  const around = [one, one.nextElementSibling, one.parentElement, one.parentElement?.parentElement, one.parentElement?.parentElement?.parentElement]
  // An outline that is not drawn has a colour and a distance all the same.
  const outline = (style) => (style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : style.outline + style.outlineOffset)
  const looks = (style) => [outline(style), style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join('|')
  return around.filter(Boolean).map((each) => ['', '::before', '::after'].map((part) => looks(getComputedStyle(each, part || null))).join()).join('\n')
}

const pause = () => new Promise((resume) => setTimeout(resume, 0))

async function judge() {
  pressed = false
  const all = new Set(reached)
  const findings = []
  if (!again() && reached.length > 1) findings.push('Tab does not come round')
  for (const one of clickable()) if (!covered(one, all)) findings.push(`not reached by keyboard: ${told(one)}`)
  for (const one of all) {
    if (!one.isConnected || one === document.body || one.dataset.topOfPage !== undefined) continue
    one.blur()
    await pause()
    const without = signature(one)
    one.focus({ preventScroll: true, focusVisible: true })
    await pause()
    if (document.activeElement === one && signature(one) === without) findings.push(`focus is not seen: ${told(one)}`)
    const box = one.getBoundingClientRect()
    if (document.activeElement === one && box.width > 0 && one.closest('[aria-hidden=true]')) findings.push(`focus is hidden: ${told(one)}`)
  }
  document.activeElement?.blur()
  await pause()
  return findings
}

/** Groups that arrow keys must work in, because Tab enters them at one place only. */
function groups() {
  return [...ground().querySelectorAll(composites)].filter((group) => {
    const within = [...group.querySelectorAll(`${natives}, [tabindex], [role=option], [role=gridcell]`)].filter((one) => seen(one) && !one.disabled)
    return seen(group) && within.length > 1 && within.some((one) => one.tabIndex === 0 || group.tabIndex === 0)
  })
}

const chosen = () => document.activeElement?.getAttribute('aria-activedescendant') ?? document.activeElement

let from
/** Goes into a group as Tab does; answers whether there is such a group. */
function enter(number) {
  const group = groups()[number]
  if (group === undefined) return false
  const stop = group.tabIndex === 0 ? group : [...group.querySelectorAll('*')].find((one) => one.tabIndex === 0 && seen(one) && !one.disabled)
  stop?.focus({ focusVisible: true })
  from = chosen()
  return true
}
const moved = () => chosen() !== from

window.__keyboard = { enter, moved, group: (number) => told(groups()[number]), begin, stops, again, judge }
