// How long each frame took: first with nothing to do, then while the table runs by under the wheel.
const [selector, rows, frames, done] = arguments
const table = document.querySelector(selector)
const wait = () => new Promise((resume) => requestAnimationFrame(resume))
const percentile = (all, share) => [...all].sort((one, other) => one - other)[Math.floor(all.length * share)]
async function taken(count, move) {
  const gaps = []
  let before = await wait()
  for (let frame = 0; frame < count; frame += 1) {
    move()
    const now = await wait()
    gaps.push(now - before)
    before = now
  }
  return gaps
}
async function measure() {
  const idle = await taken(frames / 2, () => undefined)
  table.scrollTop = 0
  const height = table.querySelector('[role=row]').getBoundingClientRect().height
  const moving = await taken(frames, () => (table.scrollTop += rows * height))
  done([percentile(idle, 0.5), percentile(moving, 0.5), percentile(moving, 0.95), table.scrollTop / height])
}
void measure()
