// Where an item may be posted: the boards of its channels, and any place that is no board.
import type { Channel, KeepBoardsLine, PostDisclosureLine, PostDisclosureSpot } from '@/contract/contract'

/** The boards in use of a channel, those on which the item hangs left out. */
export function open(boards: KeepBoardsLine[], channel: Channel, postings: PostDisclosureLine[]): KeepBoardsLine[] {
  const hangs = (name: string) => postings.some((posting) => posting.place === name && posting.channel === channel && !posting.taken_down_on)
  return boards.filter((board) => !board.set_aside && board.channel === channel && !hangs(board.name))
}

/** The channel to begin with: the first planned one that was never posted, else the first planned. */
export function firstChannel(planned: Channel[], postings: PostDisclosureLine[]): Channel {
  const missing = planned.find((channel) => !postings.some((posting) => posting.channel === channel))
  return missing ?? planned[0] ?? 'notice_board'
}

/** The postings to record: every ticked board and the place that was typed, each with its photo. */
export function spots(channel: Channel, ticked: string[], typed: string, photos: Record<string, string>, common: string | undefined): PostDisclosureSpot[] {
  const places = [...ticked, typed.trim()].filter((place, at, all) => place !== '' && all.indexOf(place) === at)
  return places.map((place) => ({ channel, place, evidence: photos[place] ?? common ?? null }))
}

/** The name of a file without its folders, for showing. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).pop() ?? path
}
