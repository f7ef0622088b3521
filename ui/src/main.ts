// Puts the page together: styles, router, the frame.
import 'element-plus/theme-chalk/base.css'
import '@/parts/look.css'
import { createApp } from 'vue'
import App from './App.vue'
import { letInputMethodsFinish } from './keys'
import { nameCalendars } from './parts/calendars'
import { router, routes } from './router'

letInputMethodsFinish()
nameCalendars()
// A rehearsal looks at every page there is, so it must learn of a new one by itself.
if (import.meta.env.MODE === 'stage') Object.assign(window, { routesOfThePage: routes.map((route) => route.path) })
createApp(App).use(router).mount('#page')
