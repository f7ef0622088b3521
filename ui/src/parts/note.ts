// A sentence over the page that goes away by itself, with its own looks.
import { ElMessage } from 'element-plus/es/components/message/index'
import 'element-plus/theme-chalk/el-message.css'

/** How long a sentence stands, in milliseconds. */
const STANDS_MS = 6000

/** Says that something is done. */
export function noteDone(message: string, duration = STANDS_MS): void {
  ElMessage({ message, type: 'success', duration, showClose: true })
}

/** Says something that is neither good nor bad. */
export function note(message: string): void {
  ElMessage({ message, duration: STANDS_MS, showClose: true })
}
