// Where the first run lives in the window; it stands without the frame.
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: '/first', component: () => import('./FirstPage.vue') },
  { path: '/first/people', component: () => import('./PeoplePage.vue') },
] satisfies RouteRecordRaw[]
