// Routes of the catalogue.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [{ path: '/catalogue', component: () => import('./CataloguePage.vue'), meta: { title: '目录' } }]

export default routes
