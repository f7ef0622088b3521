// The way from a draft to the office that reviews it.
import type { RouteRecordRaw } from 'vue-router'

export default [{ path: '/hand-over/:id', component: () => import('./HandOverPage.vue') }] satisfies RouteRecordRaw[]
