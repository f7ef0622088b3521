// The machine as the window gives it: the only file that knows Tauri.
import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { Host, Known, MenuChoice } from './host'

/** Listens to an event of the window; answers with how to stop. */
function heard<T>(event: string, tell: (payload: T) => void): () => void {
  const stop = listen<T>(event, (message) => tell(message.payload))
  return () => void stop.then((end) => end())
}

/** What the window has handed over with the page. A page that is loaded again does without: it is as old as the window. */
function handedOver<T>(name: string): T[] {
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return opened?.type === 'navigate' ? ((window as unknown as Record<string, T[] | undefined>)[name] ?? []) : []
}

export const host: Host = {
  known: handedOver<Known>('answeredAhead'),
  call: (name, request) => invoke('call', { name, request }),
  bytes: async (name, request) => new Uint8Array(await invoke<ArrayBuffer>('bytes', { name, request })),
  chooseFiles: (title, kinds, many = false) => invoke('choose_files', { title, kinds, many }),
  chooseFolder: async (title) => (await invoke<string | null>('choose_folder', { title })) ?? undefined,
  chooseSave: async (title, name, kinds) =>
    (await invoke<string | null>('choose_save', { title, name, kinds })) ?? undefined,
  openForms: () => invoke('open_forms'),
  onDrop: (tell) => heard<string[]>('dropped', tell),
  openedWith: handedOver<string>('openedWith'),
  onOpened: (tell) => heard<string[]>('opened', tell),
  onMenu: (tell) => heard<MenuChoice>('menu', tell),
  // The web views of Windows and Linux print by themselves and need no command for it.
  print: () => window.print(),
  setTypeSize: (percent) => invoke('set_type_size', { percent }),
  setUnsaved: (sentence) => invoke('set_unsaved', { sentence: sentence ?? null }),
}
