// Where drafting lives in the window.
import type { RouteRecordRaw } from 'vue-router'

const page = () => import('./DraftPage.vue')

export default [
  { path: '/draft/:id?', component: page, meta: { takesFiles: true } },
] satisfies RouteRecordRaw[]
