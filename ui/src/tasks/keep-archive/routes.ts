// The ways to the archive: filing, boxes and books, what leaves.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/archive', component: () => import('./ArchivePage.vue'), meta: { title: '整理归档' } },
  { path: '/boxes', component: () => import('./BoxesPage.vue'), meta: { title: '盒与目录' } },
  { path: '/leaving', component: () => import('./LeavingPage.vue'), meta: { title: '移交与鉴定' } },
]
export default routes
