// Routes of today's page; it comes with the frame, for every day begins with it.
import type { RouteRecordRaw } from 'vue-router'
import { callAhead } from '@/door'
import { preferences } from '@/seat'
import TodayPage from './TodayPage.vue'

const ahead = () => callAhead('look-at-today', { who: preferences.seat ?? null })
const routes: RouteRecordRaw[] = [{ path: '/today', component: TodayPage, meta: { title: '今日', ahead } }]

export default routes
