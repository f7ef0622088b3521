// What can be done next with an item: what it is called, and where it is done.
import type { LookAtItemNext } from '@/contract/contract'
import type { Reasoned } from '@/reasons'

/** A step that leads somewhere else, or is done here. */
export type Step = { next: LookAtItemNext; name: string; to: string | undefined }

const NAMES: Record<LookAtItemNext, string> = {
  edit: '修改内容',
  sign: '录入签字',
  set_aside: '搁置',
  take_up: '恢复办理',
  return: '退回',
  release: '发布',
  exempt: '登记为不予公开',
  reassess: '重新评估',
  post: '登记张贴',
  take_down: '撤下',
  hand_over: '送县、收回执',
  keep_copy: '归档',
  correct: '更正',
  withdraw: '撤回',
  void: '登记作废',
  copy_as_new: '照这件另起一件',
  explain: '写解读',
  print_approval: '打印审批表',
  print_copies: '打印三份',
}

/** Where a step is done; nothing where it is done on this page. */
function placeOf(next: LookAtItemNext, id: string, registerNo: string | null | undefined): string | undefined {
  const year = registerNo?.slice(0, 4)
  switch (next) {
    case 'edit':
      return `/draft/${id}`
    case 'sign':
    case 'return':
    case 'exempt':
      return `/review/${id}`
    case 'release':
      return `/release/${id}`
    case 'post':
      return `/post/${id}`
    case 'take_down':
      return `/boards?item=${id}`
    case 'hand_over':
    case 'keep_copy':
      return year ? `/copies?year=${year}` : '/copies'
    case 'copy_as_new':
      return `/draft?copy=${id}`
    case 'explain':
      return `/draft?explains=${id}`
    case 'print_approval':
      return `/print?paper=approval&item=${id}`
    case 'print_copies':
      return `/print?paper=copies&item=${id}`
    case 'reassess':
    case 'correct':
    case 'withdraw':
    case 'void':
    case 'set_aside':
    case 'take_up':
      return undefined
  }
}

/** The steps in the order of the desk; those whose page is not there are left out. */
export function steps(next: LookAtItemNext[], id: string, registerNo: string | null | undefined, there: (path: string) => boolean): Step[] {
  return next
    .map((one): Step => ({ next: one, name: NAMES[one], to: placeOf(one, id, registerNo) }))
    .filter((step) => step.to === undefined || there(step.to))
}

/** The reason that a step asks for on this page. */
export function reasonOf(next: LookAtItemNext): Reasoned | undefined {
  return next === 'correct' || next === 'withdraw' || next === 'void' || next === 'set_aside' ? next : undefined
}
