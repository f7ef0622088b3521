// True when no call is on its way, nothing says that it is busy and nothing has changed for a while.
const busy = document.querySelector('[aria-busy=true], .is-loading, .el-loading-mask')
const begun = document.querySelector('#page > *') !== null
return begun && window.__calls === 0 && busy === null && performance.now() - window.__changedAt > 60
