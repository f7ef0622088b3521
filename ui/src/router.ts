// Every task brings its own routes; the router only collects them.
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Asks for the page's first lines before the page is there. */
    ahead?: () => Promise<void>
    /** The page itself takes what is dropped on the window. */
    takesFiles?: boolean
  }
}

const found = import.meta.glob<{ default: RouteRecordRaw[] }>('./tasks/*/routes.ts', { eager: true })

export const routes: RouteRecordRaw[] = Object.values(found).flatMap((module) => module.default)

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [...routes, { path: '/:rest(.*)*', redirect: '/today' }],
})
