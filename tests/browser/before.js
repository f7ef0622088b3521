// Runs before the page: counts calls on their way, remembers what listens to clicks, stops motion.
window.__calls = 0
const plainFetch = window.fetch
window.fetch = async (...words) => {
  window.__calls += 1
  try {
    const response = await plainFetch(...words)
    const whole = await response.arrayBuffer()
    return new Response(whole, { status: response.status, headers: response.headers })
  } finally {
    window.__calls -= 1
  }
}

const clicks = new Set(['click', 'dblclick', 'mousedown', 'pointerdown'])
const listen = EventTarget.prototype.addEventListener
EventTarget.prototype.addEventListener = function (kind, ...rest) {
  if (this instanceof Element && clicks.has(kind)) this.__hearsClicks = true
  return listen.call(this, kind, ...rest)
}

window.__changedAt = performance.now()
document.addEventListener('DOMContentLoaded', () => {
  const still = document.createElement('style')
  still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important }'
  document.head.append(still)
  new MutationObserver(() => (window.__changedAt = performance.now())).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
})
