// The tabs of the settings: their order, their names, what each one holds.
import { type Component, defineAsyncComponent } from 'vue'

/** A tab. */
export interface Tab {
  /** Its address: /settings/staff. */
  slug: string
  title: string
  /** What it holds; a tab without is another task's page. */
  page?: Component
  /** Address of the task that holds it. */
  route?: string
}

export const tabs: Tab[] = [
  { slug: 'office', title: '单位', page: defineAsyncComponent(() => import('./OfficeTab.vue')) },
  { slug: 'staff', title: '人员与职责', page: defineAsyncComponent(() => import('./StaffTab.vue')) },
  { slug: 'chain', title: '审批流程', page: defineAsyncComponent(() => import('./ChainTab.vue')) },
  { slug: 'boards', title: '公开栏', route: '/boards' },
  { slug: 'printers', title: '打印机', page: defineAsyncComponent(() => import('./PrintersTab.vue')) },
  { slug: 'fonts', title: '字体', page: defineAsyncComponent(() => import('./FontsTab.vue')) },
  { slug: 'forms', title: '纸面样式', page: defineAsyncComponent(() => import('./FormsTab.vue')) },
  { slug: 'rules', title: '名单公开', page: defineAsyncComponent(() => import('./RulesTab.vue')) },
  { slug: 'words', title: '用词提醒', page: defineAsyncComponent(() => import('./WordsTab.vue')) },
  { slug: 'access', title: '查看记录', page: defineAsyncComponent(() => import('./AccessTab.vue')) },
  { slug: 'display', title: '显示', page: defineAsyncComponent(() => import('./DisplayTab.vue')) },
  { slug: 'backup', title: '备份与检查', page: defineAsyncComponent(() => import('./BackupTab.vue')) },
  { slug: 'about', title: '关于', page: defineAsyncComponent(() => import('./AboutTab.vue')) },
]
