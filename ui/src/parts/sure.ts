// A question before something that is not easily undone. It brings its own looks: without them it would
// stand in a corner, unreadable, and nobody who asks could forget them again.
import { ElMessageBox } from 'element-plus'
import 'element-plus/theme-chalk/el-message-box.css'
import 'element-plus/theme-chalk/el-overlay.css'

/** Whether the person says `yes` to `text`. */
export function sure(text: string, title: string, yes: string, no = '先不动'): Promise<boolean> {
  const asked = ElMessageBox.confirm(text, title, { confirmButtonText: yes, cancelButtonText: no })
  return asked.then(
    () => true,
    () => false,
  )
}
