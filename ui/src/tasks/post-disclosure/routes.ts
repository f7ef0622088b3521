// The way into recording postings.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/post/:id', component: () => import('./PostPage.vue'), meta: { title: '登记张贴' } },
]
export default routes
