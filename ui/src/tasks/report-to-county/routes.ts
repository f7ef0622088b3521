// The way to the county: what waits and was sent, what came back, how it is set up.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/county', redirect: '/county/reports' },
  { path: '/county/reports', component: () => import('./ReportsPage.vue'), meta: { title: '上报县平台' } },
  { path: '/county/periods', component: () => import('./PeriodsPage.vue'), meta: { title: '零报告和年报' } },
  { path: '/county/letters', component: () => import('./LettersPage.vue'), meta: { title: '县里的来件' } },
  { path: '/county/setup', component: () => import('./SetUpPage.vue'), meta: { title: '报县的设置' } },
]
export default routes
