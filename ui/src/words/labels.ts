// Labels of the house's vocabularies, as the rulebook says them.
import { labels } from '@/contract/contract'

type Vocabularies = typeof labels

/** The Chinese term for a code: label('State', 'draft') is 草稿. */
export function label<V extends keyof Vocabularies>(vocabulary: V, code: keyof Vocabularies[V]): string {
  return String(labels[vocabulary][code])
}

/** Every code of a vocabulary with its label, for choices. */
export function choices<V extends keyof Vocabularies>(vocabulary: V): { code: keyof Vocabularies[V]; label: string }[] {
  const words = Object.entries(labels[vocabulary]) as [keyof Vocabularies[V], string][]
  return words.map(([code, text]) => ({ code, label: text }))
}
