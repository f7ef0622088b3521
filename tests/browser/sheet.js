// The three copies of an item whose receipt is still out, as bytes; the page's own door gives them.
const ask = (name, request) => {
  const asked = new XMLHttpRequest()
  asked.open('POST', `/door/${name}`, false)
  asked.overrideMimeType('text/plain; charset=x-user-defined')
  asked.send(JSON.stringify(request))
  return asked.responseText
}
const bytes = (text) => [...text].map((letter) => letter.charCodeAt(0) & 0xff)
const text = new TextDecoder().decode(new Uint8Array(bytes(ask('look-at-today', { who: null }))))
const lines = JSON.parse(text).groups.flatMap((group) => group.lines)
const out = lines.find((line) => line.kind === 'receipt')
const item = out.actions.find((action) => action.item).item
return bytes(ask('preview-paper', { paper: 'copies', item, only: null }))
