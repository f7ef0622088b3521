// The way into reviewing and signing.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/review/:id?', component: () => import('./ReviewDisclosure.vue'), meta: { title: '审核审批' } },
]
export default routes
