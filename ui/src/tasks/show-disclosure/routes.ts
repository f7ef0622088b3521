// The way to one item, for search, register and every list.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/item/:id', component: () => import('./ItemPage.vue'), meta: { title: '公开事项' } },
]
export default routes
