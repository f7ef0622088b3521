// What no eye should meet: a page that scrolls sideways, and words that are cut off without a way to read them.
const found = []
const seen = (one) => one.getClientRects().length > 0
const told = (one) => `${one.tagName.toLowerCase()}.${[...one.classList].join('.')} “${(one.innerText ?? one.value ?? '').trim().slice(0, 30)}”`
for (const one of document.querySelectorAll('html, body, main, main *, [role=dialog] *')) {
  if (!seen(one) || one.closest('.el-input__inner, .sr, svg, canvas, .text')) continue
  // A village's table is as wide as the village made it; the register book may be pushed sideways in large type.
  const wide = one.closest('[data-wide]')?.dataset.wide
  if (wide === 'always' || (wide === 'large' && innerWidth < 1000)) continue
  const style = getComputedStyle(one)
  const wider = one.scrollWidth - one.clientWidth
  if (wider > 1 && one.clientWidth > 0 && style.overflowX !== 'visible' && style.display !== 'inline') {
    if (style.overflowX === 'auto' || style.overflowX === 'scroll') found.push(`scrolls sideways by ${wider}: ${told(one)}`)
    else if (!one.closest('[title]') && !['INPUT', 'TEXTAREA'].includes(one.tagName)) found.push(`cut off by ${wider}: ${told(one)}`)
  }
  const box = one.getBoundingClientRect()
  if (box.width > 0 && box.right > innerWidth + 1 && !found.length) found.push(`reaches ${Math.round(box.right - innerWidth)} over the edge: ${told(one)}`)
}
const root = document.documentElement
if (root.scrollHeight > root.clientHeight + 1 && document.querySelector('aside[aria-label]')) found.push(`the window itself scrolls by ${root.scrollHeight - root.clientHeight}`)
return [...new Set(found)].slice(0, 8)
