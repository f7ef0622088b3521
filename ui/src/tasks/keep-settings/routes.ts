// Where the settings live in the window.
import type { RouteRecordRaw } from 'vue-router'

export default [{ path: '/settings/:tab?', component: () => import('./SettingsPage.vue') }] satisfies RouteRecordRaw[]
