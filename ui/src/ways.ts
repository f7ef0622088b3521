// Where things are looked at: the one table from what the desk names to an address of the page.
import type { LocationQueryRaw, Router } from 'vue-router'
import type { LookAtTodayAction, LookAtTodayGo, State } from './contract/contract'

/** An address of the page. */
export interface Way {
  path: string
  query?: LocationQueryRaw
}

/** Where an action of a line leads. */
export function wayOf(action: Pick<LookAtTodayAction, 'go' | 'item' | 'entry'>): Way {
  const item = action.item ?? ''
  const ways: Record<LookAtTodayGo, Way> = {
    draft: { path: `/draft/${item}` },
    draft_new: { path: '/draft', query: { entry: action.entry ?? undefined } },
    draft_like: { path: '/draft', query: { copy: item } },
    review: { path: `/review/${item}` },
    release: { path: `/release/${item}` },
    post: { path: `/post/${item}` },
    copies: { path: '/copies', query: { missing: 'county' } },
    archive: { path: '/archive' },
    leaving: { path: '/leaving' },
    scans: { path: '/scans' },
    county: { path: '/county/reports' },
    county_letters: { path: '/county/letters' },
    texts: { path: `/stations/texts/${item}` },
    stations: { path: '/stations' },
    staff: { path: '/settings' },
    item: { path: `/item/${item}` },
  }
  return ways[action.go]
}

/** What a plain link to a page says; nothing where no page stands, for a task that is not there has no entry. */
export function linkTo(router: Router, way: Way): string | undefined {
  const { matched, href } = router.resolve(way)
  return matched.some((found) => found.path !== '/:rest(.*)*') ? href : undefined
}

/** Whether a page stands at an address. */
export function isThere(router: Router, way: Way): boolean {
  return linkTo(router, way) !== undefined
}

/** Where an item is looked at: its own page, else the page of its next step. */
export function wayToItem(router: Router, item: string, state: State): Way {
  const whole = { path: `/item/${item}` }
  if (isThere(router, whole)) return whole
  const steps: Record<State, string> = {
    draft: 'draft',
    returned: 'draft',
    set_aside: 'draft',
    submitted: 'review',
    proofread: 'review',
    reviewed: 'review',
    agreed: 'review',
    approved: 'release',
    released: 'release',
    corrected: 'release',
    withdrawn: 'release',
    exempt: 'review',
  }
  return { path: `/${steps[state]}/${item}` }
}
