// Routes of today's page.
import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [{ path: '/today', component: () => import('./TodayPage.vue'), meta: { title: '今日' } }]

export default routes
