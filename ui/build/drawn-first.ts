// Packs what the first lines of the day need into one script: every file asked for is a round through the window.
interface Known {
  getModuleInfo(id: string): { importedIds: string[] } | null
}

/** Names the script of a module: `first` for all that `entry` reaches without waiting, none of its own for the rest. */
export function drawnFirst(entry: string): (id: string, known: Known) => string | null {
  let reached: Set<string> | undefined
  return (id, known) => ((reached ??= reachedFrom(entry, known)).has(id) ? 'first' : null)
}

function reachedFrom(entry: string, known: Known): Set<string> {
  const reached = new Set<string>()
  const ahead = [entry]
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    // The components are reached through a list of all of them: whoever uses one brings it.
    if (reached.has(id) || id.includes('/element-plus/')) continue
    reached.add(id)
    ahead.push(...(known.getModuleInfo(id)?.importedIds ?? []))
  }
  return reached
}
