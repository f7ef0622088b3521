// Where the manual lives in the window.
import type { RouteRecordRaw } from 'vue-router'

export default [{ path: '/handbook/:chapter?', component: () => import('./HandbookPage.vue') }] satisfies RouteRecordRaw[]
