// What the compiler is told about files that are not TypeScript.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
declare module '@host' {
  export const host: import('./host/host').Host
}
