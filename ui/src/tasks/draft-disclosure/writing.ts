// One form while it is written: opened, kept a moment after every keystroke, saved.
import { computed, nextTick, onScopeDispose, reactive, ref, shallowRef, toRaw, watch } from 'vue'
import type {
  ChooseEntryChosen,
  FillFormSheet,
  Form,
  KeepWorkingTextOffer,
  LookAtDraftsAlike,
} from '@/contract/contract'
import { call, host, type Problem, problemOf } from '@/door'
import { acting } from '@/seat'
import { Autosave } from './autosave'
import { emptyForm, isBlank, sameForm } from './form'
import type { Start } from './start'

/** How it stands with what was typed. */
export type Kept =
  | { is: 'untouched' }
  | { is: 'typing' }
  | { is: 'kept'; at: number }
  | { is: 'saved'; at: number }
  | { is: 'failed'; problem: Problem }

export function useWriting() {
  const form = reactive<Form>(emptyForm())
  const sheet = shallowRef<FillFormSheet>()
  const chosen = shallowRef<ChooseEntryChosen>()
  const offer = shallowRef<KeepWorkingTextOffer>()
  const alike = shallowRef<LookAtDraftsAlike[]>([])
  const kept = ref<Kept>({ is: 'untouched' })
  const problem = ref<Problem>()
  /** The text as it stands in the store. */
  const stored = shallowRef<Form>(emptyForm())
  const disclosure = ref<string>()
  const busy = ref(false)
  let workingText: string | undefined
  /** The saving that is on its way; a keeping waits for it, to know of which item it is. */
  let saving: Promise<unknown> | undefined
  /** What is being shown was not typed by anybody. */
  let filling = false

  const changed = computed(() => !sameForm(form, stored.value))
  const copyOf = (): Form => structuredClone(toRaw(form))

  const autosave = new Autosave<Form>(async (text) => {
    await saving?.catch(() => undefined)
    try {
      const answer = await call('keep-working-text', {
        working_text: workingText ?? null,
        disclosure: disclosure.value ?? null,
        form: text,
        acting: acting(),
      })
      workingText = answer.working_text ?? undefined
      kept.value = { is: 'kept', at: answer.kept_at }
      await host.setUnsaved(undefined)
      return true
    } catch (thrown) {
      kept.value = { is: 'failed', problem: problemOf(thrown) }
      return false
    }
  })

  watch(form, () => {
    if (filling || (isBlank(form) && workingText === undefined) || !changed.value) return
    kept.value = { is: 'typing' }
    void host.setUnsaved('刚写的内容还没有存好。')
    autosave.typed(copyOf())
  })

  /** Puts a form on the page without taking it for typed. */
  async function fill(next: Form, asStored: boolean): Promise<void> {
    filling = true
    Object.assign(form, structuredClone(next))
    if (asStored) stored.value = structuredClone(next)
    await nextTick()
    filling = false
  }

  async function open(start: Start): Promise<void> {
    await tried(async () => {
      switch (start.kind) {
        case 'new':
          await fill(emptyForm(), true)
          await choose(start.entry)
          break
        case 'copy':
          await show(await call('copy-form', { disclosure: start.id, acting: acting() }), false)
          break
        case 'explanation':
          await show(await call('explain-form', { disclosure: start.id, acting: acting() }), false)
          break
        case 'item':
          await show(await call('open-form', { disclosure: start.id, acting: acting() }), true)
          break
        case 'working':
          workingText = start.id
          await goOn(start.id)
          return
      }
      await lookForOffer(start)
    })
  }

  /** Goes on with what was typed before; what the store has stays what a change is told from. */
  async function goOn(id: string): Promise<void> {
    const found = await call('open-working-text', { working_text: id, acting: acting() })
    if (found.disclosure != null) {
      const item = await call('open-form', { disclosure: found.disclosure, acting: acting() })
      stored.value = item.form
    }
    workingText = id
    await show(found, false)
  }

  async function show(next: FillFormSheet, asStored: boolean): Promise<void> {
    sheet.value = next
    disclosure.value = next.disclosure ?? undefined
    await fill(next.form, asStored)
    if (next.form.entry) chosen.value = await call('choose-entry', { entry: next.form.entry })
  }

  /** Is there something of this very item, or of a new one of this entry, that was not saved? */
  async function lookForOffer(start: Start): Promise<void> {
    const drafts = await call('look-at-drafts', { acting: acting() })
    offer.value = drafts.working.find((candidate) => {
      if (candidate.set_aside || candidate.working_text === workingText) return false
      if (start.kind === 'item') return candidate.disclosure === disclosure.value
      return candidate.disclosure == null && candidate.entry === form.entry
    })
  }

  async function takeOffer(): Promise<void> {
    const id = offer.value?.working_text
    if (id === undefined) return
    await tried(() => goOn(id))
    offer.value = undefined
  }

  async function leaveOffer(): Promise<void> {
    const id = offer.value?.working_text
    if (id === undefined) return
    await tried(() => call('set-working-text-aside', { working_text: id, acting: acting() }))
    offer.value = undefined
  }

  /** Files the item under an entry; what the entry's last item had mostly comes again. */
  async function choose(entry: string): Promise<void> {
    await tried(async () => {
      chosen.value = await call('choose-entry', { entry })
      form.entry = chosen.value.code
      const last = chosen.value.last
      if (disclosure.value === undefined && last) {
        form.unit ||= last.unit ?? ''
        form.provider ||= last.provider ?? ''
      }
    })
  }

  async function lookForAlike(): Promise<void> {
    if (!form.title.trim() || !form.entry) {
      alike.value = []
      return
    }
    const asked = { entry: form.entry, title: form.title, except: disclosure.value ?? null }
    alike.value = await call('look-for-alike', asked).catch(() => [])
  }

  /** Saves; answers with the item's id, or nothing when it could not be saved. */
  async function save(): Promise<string | undefined> {
    if (busy.value) return undefined
    busy.value = true
    const saved = await tried(async () => {
      // First of all it is kept: whatever becomes of the saving, nothing typed is lost.
      await autosave.flush()
      const sent = copyOf()
      const sending = send(sent)
      saving = sending
      const id = await sending.finally(() => (saving = undefined))
      kept.value = { is: 'saved', at: Date.now() }
      // What was typed while it was being saved is kept as usual.
      if (sameForm(form, sent)) {
        await autosave.forget()
        await fill(stored.value, true)
        await host.setUnsaved(undefined)
      } else autosave.typed(copyOf())
      return id
    })
    busy.value = false
    return saved
  }

  async function send(sent: Form): Promise<string> {
    const answer = await call('save-form', {
      disclosure: disclosure.value ?? null,
      form: sent,
      working_text: workingText ?? null,
      acting: acting(),
    })
    workingText = undefined
    disclosure.value = answer.disclosure
    sheet.value = await call('open-form', { disclosure: answer.disclosure, acting: acting() })
    stored.value = sheet.value.form
    return answer.disclosure
  }

  async function attach(files: string[]): Promise<void> {
    if (files.length === 0) return
    await tried(async () => {
      const added = await call('add-attachments', { files, acting: acting() })
      if (sheet.value) sheet.value = { ...sheet.value, attachments: [...sheet.value.attachments, ...added] }
      else loose.value = [...loose.value, ...added]
      form.attachments = [...form.attachments, ...added.map((one) => one.file)]
    })
  }

  /** Files added to a form that has no sheet yet. */
  const loose = shallowRef<FillFormSheet['attachments']>([])
  const attachments = computed(() => {
    const known = [...(sheet.value?.attachments ?? []), ...loose.value]
    return form.attachments.flatMap((id) => known.find((one) => one.file === id) ?? [])
  })

  async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    problem.value = undefined
    try {
      return await work()
    } catch (thrown) {
      problem.value = problemOf(thrown)
      return undefined
    }
  }

  const leaving = () => void autosave.flush()
  window.addEventListener('pagehide', leaving)
  document.addEventListener('visibilitychange', leaving)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leaving)
    document.removeEventListener('visibilitychange', leaving)
    leaving()
    void host.setUnsaved(undefined)
  })

  return {
    form,
    sheet,
    chosen,
    offer,
    alike,
    kept,
    problem,
    disclosure,
    busy,
    changed,
    attachments,
    open,
    choose,
    save,
    attach,
    takeOffer,
    leaveOffer,
    lookForAlike,
    flush: () => autosave.flush(),
  }
}

export type Writing = ReturnType<typeof useWriting>
