// The pages of the archive beside the three copies, as the tabs over all of them.
export const archiveTabs = [
  { to: '/copies', name: '三份' },
  { to: '/archive', name: '整理归档' },
  { to: '/boxes', name: '盒与目录' },
  { to: '/leaving', name: '移交与鉴定' },
  { to: '/scans', name: '扫描件' },
]
