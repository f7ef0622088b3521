// Writing in front of a desk that remembers what it was asked: nothing typed is lost, nothing saved twice.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { FillFormSheet, Form } from '@/contract/contract'
import { CALM_MS } from './autosave'
import { emptyForm } from './form'
import { useWriting, type Writing } from './writing'

/** What the desk was asked, in order, and what it holds. */
const desk = {
  asked: [] as string[],
  kept: [] as { id: string | null; title: string; disclosure: string | null }[],
  held: undefined as (() => void) | undefined,
  refuses: false,
  form: emptyForm() as Form,
}

function sheet(form: Form): FillFormSheet {
  return { form, disclosure: 'D1', state: 'draft', signatures: 0, attachments: [], advanced: [], stale: [], outdated: false, signers: [] }
}

vi.mock('@/seat', () => ({ acting: () => ({ who: '周禾生' }) }))
vi.mock('@/door', () => ({
  host: { setUnsaved: async () => undefined },
  problemOf: (thrown: unknown) => thrown,
  call: async (name: string, request: { form: Form; working_text: string | null; disclosure: string | null }) => {
    desk.asked.push(name)
    switch (name) {
      case 'keep-working-text':
        desk.kept.push({ id: request.working_text, title: request.form.title, disclosure: request.disclosure })
        return { working_text: request.working_text ?? `W${desk.kept.length}`, kept_at: 0 }
      case 'save-form':
        if (desk.refuses) throw { code: 'field-missing', text: '没有写题名', next: '填写题名', where: { field: '题名' } }
        if (desk.held !== undefined) await new Promise<void>((go) => (desk.held = go))
        desk.form = structuredClone(request.form)
        return { disclosure: 'D1', state: 'draft' }
      case 'open-form':
        return sheet(structuredClone(desk.form))
      case 'choose-entry':
        return { code: '2.5', elements: {}, channels: [], groups: [], internal_channels: [], last: { unit: '石桥村' } }
      case 'look-at-drafts':
        return { drafts: [], working: [] }
      default:
        return []
    }
  },
}))

let scope = effectScope()
async function begin(): Promise<Writing> {
  const writing = scope.run(() => useWriting())
  if (writing === undefined) throw new Error('no scope')
  await writing.open({ kind: 'new', entry: '2.5' })
  return writing
}

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  Object.assign(desk, { asked: [], kept: [], held: undefined, refuses: false, form: emptyForm() })
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

test('what the catalogue fills in is not taken for typed', async () => {
  const { form } = await begin()
  await vi.advanceTimersByTimeAsync(10 * CALM_MS)
  expect([form.entry, form.unit]).toEqual(['2.5', '石桥村'])
  expect(desk.kept).toEqual([])
})

test('one text is kept under one id', async () => {
  const { form, kept } = await begin()
  for (const title of ['公', '公示']) {
    form.title = title
    await nextTick()
    expect(kept.value.is).toBe('typing')
    await vi.advanceTimersByTimeAsync(CALM_MS)
  }
  expect(desk.kept.map(({ id, title }) => [id, title])).toEqual([[null, '公'], ['W1', '公示']])
  expect(kept.value.is).toBe('kept')
})

test('what is typed while it is being saved is kept afterwards, as a change of the item', async () => {
  const { form, save, changed } = await begin()
  form.title = '公示'
  await nextTick()
  desk.held = () => undefined
  const saving = save()
  await vi.advanceTimersByTimeAsync(0)
  form.title = '公示第二稿'
  await nextTick()
  desk.held?.()
  expect(await saving).toBe('D1')
  expect(form.title).toBe('公示第二稿')
  expect(changed.value).toBe(true)
  await vi.advanceTimersByTimeAsync(CALM_MS)
  expect(desk.kept.at(-1)).toEqual({ id: null, title: '公示第二稿', disclosure: 'D1' })
})

test('what is saved is kept before and not after', async () => {
  const { form, save, changed, kept } = await begin()
  form.title = '公示'
  await nextTick()
  await save()
  await vi.advanceTimersByTimeAsync(10 * CALM_MS)
  expect(desk.kept.length).toBe(1)
  expect(desk.asked.indexOf('keep-working-text')).toBeLessThan(desk.asked.indexOf('save-form'))
  expect([changed.value, kept.value.is]).toEqual([false, 'saved'])
})

test('what could not be saved is kept and told', async () => {
  const { form, save, problem } = await begin()
  form.body = '正文'
  await nextTick()
  desk.refuses = true
  expect(await save()).toBeUndefined()
  expect(problem.value?.text).toBe('没有写题名')
  expect(desk.kept.length).toBe(1)
  desk.refuses = false
  form.title = '公示'
  await nextTick()
  expect(await save()).toBe('D1')
})
