// The way to what stations and villages hand in.
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/stations', component: () => import('./StationsPage.vue'), meta: { takesFiles: true } },
  { path: '/stations/texts/:id', component: () => import('./TextsPage.vue') },
] satisfies RouteRecordRaw[]
