// Puts the page together: styles, router, the frame.
import 'element-plus/theme-chalk/base.css'
import '@/parts/look.css'
import { createApp } from 'vue'
import App from './App.vue'
import { letInputMethodsFinish } from './keys'
import { nameCalendars } from './parts/calendars'
import { router } from './router'
import { lookAround, recall } from './seat'

// Asked before the page is put together, which takes as long as the answers.
const recalled = recall()
const lookedAround = lookAround()

letInputMethodsFinish()
nameCalendars()
// A rehearsal looks at every page there is and waits for it, so it must learn of both by itself.
if (import.meta.env.MODE === 'stage') Object.assign(window, { routerOfThePage: router })
createApp(App, { recalled, lookedAround }).use(router).mount('#page')
