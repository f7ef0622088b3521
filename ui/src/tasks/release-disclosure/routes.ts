// The ways into releasing.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/release/:id?', component: () => import('./ReleasePage.vue'), meta: { title: '发布' } },
]
export default routes
