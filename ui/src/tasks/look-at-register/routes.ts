// 登记簿: the book as it always looked, a year at a time.
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/register', component: () => import('./LookAtRegister.vue'), meta: { title: '登记簿' } },
] satisfies RouteRecordRaw[]
