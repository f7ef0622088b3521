// Routes of today's page; it comes with the frame, for every day begins with it.
import type { RouteRecordRaw } from 'vue-router'
import TodayPage from './TodayPage.vue'

const routes: RouteRecordRaw[] = [{ path: '/today', component: TodayPage, meta: { title: '今日' } }]

export default routes
