// Acts that want their reason, wherever they are asked for: what each is called, what follows from it.
import type { Book, RegisterNo } from './contract/contract'
import { call } from './door'
import { acting } from './seat'

/** What wants its reason. */
export type Reasoned = 'correct' | 'withdraw' | 'void' | 'set_aside'

/** The item that it is about. */
export interface About {
  id: string
  title: string
  /** Where it still hangs. */
  hanging?: string[]
  /** Its line in a book. */
  line?: { book: Book; no: RegisterNo; released: boolean } | undefined
}

interface Words {
  title: string
  follows: string
  example: string
  sure: string
  leave: string
}

export const WORDS: Record<Reasoned, Words> = {
  correct: {
    title: '更正',
    follows: '更正另起一件，重新走一遍审批。发布以后，登记簿上原来的一行注明由新的一件更正；在那以前原件照旧。原文在县平台上还留着供对照：露出了不该公开的号码、住址或者人，要用“撤回”。',
    example: '例如：第 12 户金额写错',
    sure: '起草更正稿',
    leave: '取消',
  },
  withdraw: {
    title: '撤回',
    follows: '撤回马上生效：先撤下来，再报告领导和县里。登记簿上的这一行留着，写明撤回；以后要再公开，得重新走一遍审批。',
    example: '例如：名单有误',
    sure: '马上撤回',
    leave: '先不撤回',
  },
  void: {
    title: '登记作废',
    follows: '这一行在登记簿上划线、注明作废，编号留着，不再给别的事项用。作废不能撤销。',
    example: '例如：同一件登记了两次',
    sure: '作废这一行',
    leave: '先不作废',
  },
  set_aside: {
    title: '搁置',
    follows: '搁置以后不再列入草稿和今日，也不能送审；内容、附件和经过都留着，随时可以恢复办理。',
    example: '例如：项目取消，不公开了',
    sure: '搁置',
    leave: '取消',
  },
}

/** Does it; answers with the page where it goes on. */
export async function doWith(act: Reasoned, about: About, why: string): Promise<string | undefined> {
  const asked = { disclosure: about.id, why, acting: acting() }
  switch (act) {
    case 'correct':
      return `/draft/${(await call('correct-disclosure', asked)).disclosure}`
    case 'withdraw':
      return hangs((await call('withdraw-disclosure', asked)).still_posted, about.id)
    case 'set_aside':
      await call('set-draft-aside', asked)
      return undefined
    case 'void': {
      if (about.line === undefined) return undefined
      const { book, no } = about.line
      const { still_posted: still } = await call('void-line', { book, register_no: no, why, acting: acting() })
      return hangs(still ?? [], about.id)
    }
  }
}

/** What still hangs is taken down next. */
const hangs = (still: unknown[], id: string) => (still.length > 0 ? `/boards?item=${id}` : undefined)
