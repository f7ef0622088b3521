// 打印: choose papers, look at their real pages, print or save them; and what was printed before.
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/print', component: () => import('./PrintPapers.vue'), meta: { title: '打印' } },
  { path: '/print/log', component: () => import('./PrintLog.vue'), meta: { title: '打印记录' } },
] satisfies RouteRecordRaw[]
