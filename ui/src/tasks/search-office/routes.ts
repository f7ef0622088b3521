// Routes of searching.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [{ path: '/search', component: () => import('./SearchPage.vue'), meta: { title: '查找' } }]

export default routes
