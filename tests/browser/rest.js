// True when no call is on its way, nothing says that it is busy and nothing has changed for a while.
const router = window.routerOfThePage
if (router === undefined || document.querySelector('#page > *') === null) return false
if (!window.__watched) {
  window.__watched = true
  router.beforeEach(() => void (window.__going = true))
  router.afterEach(() => void (window.__going = false))
}
// A page that is fetched when one goes there has not arrived while the old one still stands.
const there = decodeURIComponent(location.hash.slice(1)) === decodeURIComponent(router.currentRoute.value.fullPath)
const busy = window.__going || !there || document.querySelector('[aria-busy=true], .is-loading, .el-loading-mask') !== null
return !busy && window.__calls === 0 && performance.now() - window.__changedAt > 60
