// The machine as the stage gives it: a browser in front of the counter, for rehearsals only.
import type { FileKind, Host } from './host'

async function ask(path: string, body: BodyInit): Promise<Response> {
  const response = await fetch(path, { method: 'POST', body })
  if (response.status === 422) throw await response.json()
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response
}

async function handIn(file: File): Promise<string> {
  const response = await ask(`/hand-in/${encodeURIComponent(file.name)}`, await file.arrayBuffer())
  return response.json()
}

function chosenFiles(kinds: FileKind[], many: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = many
    input.accept = kinds.flatMap((kind) => kind.endings.map((ending) => `.${ending}`)).join(',')
    input.onchange = () => resolve([...(input.files ?? [])])
    input.oncancel = () => resolve([])
    input.click()
  })
}

export const host: Host = {
  known: [],
  call: async (name, request) => (await ask(`/door/${name}`, JSON.stringify(request))).json(),
  bytes: async (name, request) =>
    new Uint8Array(await (await ask(`/door/${name}`, JSON.stringify(request))).arrayBuffer()),
  chooseFiles: async (_title, kinds, many = false) =>
    Promise.all((await chosenFiles(kinds, many)).map(handIn)),
  chooseFolder: async () => '/tmp/gongkai-stage',
  chooseSave: async (_title, name) => `/tmp/gongkai-stage/${name}`,
  // A browser cannot open the machine's folders: the page says where it is.
  openForms: async () => undefined,
  onDrop: (tell) => {
    const over = (event: DragEvent) => event.preventDefault()
    const drop = async (event: DragEvent) => {
      event.preventDefault()
      tell(await Promise.all([...(event.dataTransfer?.files ?? [])].map(handIn)))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  },
  // Nobody double-clicks a file into a browser.
  openedWith: [],
  onOpened: () => () => undefined,
  onMenu: () => () => undefined,
  print: () => window.print(),
  setTypeSize: async (percent) => {
    document.documentElement.style.setProperty('zoom', String(percent / 100))
  },
  setUnsaved: async (sentence) => {
    window.onbeforeunload = sentence === undefined ? null : (event) => event.preventDefault()
  },
}
