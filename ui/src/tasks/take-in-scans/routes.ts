// The way to scans and photos of signed sheets.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/scans', component: () => import('./ScansPage.vue'), meta: { title: '扫描件', takesFiles: true } },
]
export default routes
