// Who sits here, and what this PC remembers.
import { computed, reactive, ref } from 'vue'
import type { Acting, OpenOffice, Preferences, KeepStaffLine } from '@/contract/contract'
import { call, host } from './door'

/** The office that stands open. */
export const office = ref<OpenOffice>()
/** Its people. */
export const staff = ref<KeepStaffLine[]>([])
/** What this PC remembers. */
export const preferences = reactive<Preferences>({ high_contrast: false, printing: {} })

/** The person who sits here; nothing where the name is no longer on the staff list. */
export const seat = computed(() => staff.value.find((person) => person.name === preferences.seat))

/** Where a calendar opens: at the office's day, which in the sample is not the day of this PC. */
export const calendarDay = computed(() => (office.value?.today ? new Date(`${office.value.today}T00:00:00`) : new Date()))

/** Whose act a request is: of the person who sits here, on `on` or today. */
export function acting(on?: string): Acting {
  return { who: seat.value?.name ?? null, on: on ?? null }
}

/** Learns again which office stands open and who works there. */
export async function lookAround(): Promise<void> {
  const people = call('look-at-staff', {})
  // Asked before it is known whether an office stands open: without one it fails, and that is well.
  people.catch(() => undefined)
  office.value = await call('look-at-open-office', {})
  staff.value = office.value.folder ? (await people).staff : []
}

/** Remembers the preferences of this PC and shows them at once. */
export async function remember(change: Partial<Preferences>): Promise<void> {
  Object.assign(preferences, await call('keep-preferences', { ...preferences, ...change }))
  await show()
}

/** Reads the preferences when the window opens. */
export async function recall(): Promise<void> {
  Object.assign(preferences, await call('look-at-preferences', {}))
  await show()
}

/** The size the window has now; it opens at the usual one. */
let typeSize = 100

async function show(): Promise<void> {
  document.documentElement.dataset.contrast = preferences.high_contrast ? 'high' : 'usual'
  const wished = preferences.type_size ?? 100
  if (wished !== typeSize) await host.setTypeSize((typeSize = wished))
}
