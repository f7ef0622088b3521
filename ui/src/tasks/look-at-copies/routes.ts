// The way to the three copies.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/copies', component: () => import('./CopiesPage.vue'), meta: { title: '档案与三份' } },
]
export default routes
