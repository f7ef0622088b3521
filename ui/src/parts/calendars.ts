// The library opens a calendar without a name, and its field's name does not reach it: a screen
// reader would say “dialog” and nothing else.

/** Gives every calendar that opens under a field a name of its own. */
export function nameCalendars(): void {
  document.addEventListener('focusin', (event) => {
    const within = event.target instanceof Element && event.target.closest('.el-date-editor') !== null
    // The calendar is drawn once the field has told its listeners of the focus.
    if (within) setTimeout(name)
  })
}

function name(): void {
  for (const calendar of document.querySelectorAll('.el-picker__popper[role=dialog]:not([aria-label])')) calendar.setAttribute('aria-label', '选日期')
}
