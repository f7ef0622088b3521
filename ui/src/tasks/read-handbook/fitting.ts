// Which chapter fits the page that somebody stands on when he presses F1.

/** Beginnings of addresses with their chapters; the first that fits counts. */
export const FITTING: readonly (readonly [string, string])[] = [
  ['/first', '第一次打开'],
  ['/draft', '登记一件公开事项'],
  ['/import', '村里的表有问题怎么办'],
  ['/review', '怎样录入签好的审批单'],
  ['/release', '发布和打印三份'],
  ['/post', '张贴、撤下和公开栏现状'],
  ['/boards', '张贴、撤下和公开栏现状'],
  ['/print', '打印机'],
  ['/register', '登记簿'],
  ['/copies', '送县、回执和归档'],
  ['/county', '上报县平台'],
  ['/archive', '归档、装盒和合订本'],
  ['/boxes', '归档、装盒和合订本'],
  ['/leaving', '移交县档案馆、鉴定和销毁'],
  ['/scans', '怎样录入签好的审批单'],
  ['/item', '更正和撤回'],
  ['/catalogue', '目录和缺项'],
  ['/search', '查找'],
  ['/settings/printers', '打印机'],
  ['/settings/display', '键盘和字号'],
  ['/settings/backup', '备份、换电脑、恢复'],
  ['/settings/about', '备份、换电脑、恢复'],
  ['/settings', '把人员和审批流程设好'],
  ['/today', '怎样公布低保名单'],
]

/** The chapter for an address; the first day for whatever has none of its own. */
export function fittingChapter(address: string): string {
  return FITTING.find(([beginning]) => address.startsWith(beginning))?.[1] ?? '第一次打开'
}
