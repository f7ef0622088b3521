// The way to the boards, a tab beside releasing.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/boards', component: () => import('./BoardsPage.vue'), meta: { title: '公开栏现状' } },
]
export default routes
