// Where the import of a village's list lives in the window.
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/import', component: () => import('./ImportList.vue'), meta: { takesFiles: true } },
] satisfies RouteRecordRaw[]
