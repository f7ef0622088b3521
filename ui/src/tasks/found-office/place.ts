// Where a new office is kept, and what can be told from its name.

/** What no file system takes in a name. */
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f]/g

/** `name` inside `folder`, in the manner of this PC. */
export function inside(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/'
  const clean = name.replace(FORBIDDEN, '').trim().replace(/\.+$/, '')
  const base = folder.endsWith(separator) ? folder.slice(0, -1) : folder
  return clean ? `${base}${separator}${clean}` : base
}

/** 发文代字 as most offices have it: 青禾乡人民政府 writes 青政. It can be changed in the settings. */
export function prefixOf(name: string): string {
  const [first = ''] = name.trim()
  return first ? `${first}政` : ''
}
