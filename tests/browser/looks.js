// What no eye should meet: a page that scrolls sideways, and words that are cut off without a way to read them.
const found = []
const seen = (one) => one.getClientRects().length > 0
const told = (one) => `${one.tagName.toLowerCase()}.${[...one.classList].join('.')} “${(one.innerText ?? one.value ?? '').trim().slice(0, 30)}”`
for (const one of document.querySelectorAll('html, body, main, main *, [role=dialog] *')) {
  if (!seen(one) || one.closest('[data-wide], .el-input__inner, .sr, svg, canvas')) continue
  const style = getComputedStyle(one)
  const wider = one.scrollWidth - one.clientWidth
  if (wider > 1 && one.clientWidth > 0 && style.overflowX !== 'visible' && style.display !== 'inline') {
    if (style.overflowX === 'auto' || style.overflowX === 'scroll') found.push(`scrolls sideways by ${wider}: ${told(one)}`)
    else if (!one.closest('[title]') && !['INPUT', 'TEXTAREA'].includes(one.tagName)) found.push(`cut off by ${wider}: ${told(one)}`)
  }
  const box = one.getBoundingClientRect()
  if (box.width > 0 && box.right > innerWidth + 1 && !found.length) found.push(`reaches ${Math.round(box.right - innerWidth)} over the edge: ${told(one)}`)
}
return [...new Set(found)].slice(0, 8)
