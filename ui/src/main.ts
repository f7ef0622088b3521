// Puts the page together: styles, router, the frame.
import 'element-plus/theme-chalk/base.css'
import '@/parts/look.css'
import { createApp } from 'vue'
import App from './App.vue'
import { letInputMethodsFinish } from './keys'
import { router } from './router'

letInputMethodsFinish()
createApp(App).use(router).mount('#page')
