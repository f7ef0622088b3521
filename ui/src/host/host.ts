// What the page asks of the machine it stands on; the window and the stage each give it.
import type { ByteCalls, Calls, Problem } from '@/contract/contract'

/** A kind of file in a file dialog. */
export interface FileKind {
  /** What it is called: 表格. */
  label: string
  /** Endings without the dot. */
  endings: string[]
}

/** A choice of the window's menu. */
export type MenuChoice = { route: string }

/** An answer the window has given before it was asked: name, request, answer. */
export type Known = [name: string, request: unknown, answer: unknown]

export interface Host {
  /** What the page asks first, answered while the window was being made. */
  known: Known[]
  /** Calls the front desk; rejects with a {@link Problem}. */
  call<N extends keyof Calls>(name: N, request: Calls[N][0]): Promise<Calls[N][1]>
  /** Fetches a file's bytes from the front desk; rejects with a {@link Problem}. */
  bytes<N extends keyof ByteCalls>(name: N, request: ByteCalls[N]): Promise<Uint8Array>
  /** Lets the person choose files; none when the person changed his mind. */
  chooseFiles(title: string, kinds: FileKind[], many?: boolean): Promise<string[]>
  chooseFolder(title: string): Promise<string | undefined>
  /** Where to save a file of this name. */
  chooseSave(title: string, name: string, kinds: FileKind[]): Promise<string | undefined>
  /** Shows the folder of the office's own forms in the machine's window for files. */
  openForms(): Promise<void>
  /** Files dropped onto the window; answers with how to stop listening. */
  onDrop(heard: (paths: string[]) => void): () => void
  /** Files the window was started with: double-clicked in the machine's own window for files. */
  openedWith: string[]
  /** Files double-clicked while the window stands; answers with how to stop listening. */
  onOpened(heard: (paths: string[]) => void): () => void
  /** The person wants to go somewhere by the window's menu. */
  onMenu(heard: (choice: MenuChoice) => void): () => void
  /** Prints what the page shows on paper; the machine asks on which printer. */
  print(): void
  /** Type size in per cent. */
  setTypeSize(percent: number): Promise<void>
  /** The sentence with which closing the window asks back; nothing when nothing would be lost. */
  setUnsaved(sentence: string | undefined): Promise<void>
}

/** Tells a problem of the desk from a fault of the page. */
export function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'next' in thrown
}
