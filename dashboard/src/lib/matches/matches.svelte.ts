import { listMatches } from '@cartie/shared/endpoints/matches'
import type { RequestMatch } from '@cartie/shared/schemas/request'
import { call } from '#lib/api.ts'
import { throttle } from '#lib/import/throttle.ts'
import { live } from '#lib/live.svelte.ts'
import { Pages } from '#lib/pages.svelte.ts'

export type MatchState = RequestMatch['state']
/** A match as a row of a list: known by its car. */
export type MatchRow = RequestMatch & { id: string }

const perPage = 20
/** Events come in bursts: the list follows them at most this often. */
const followEveryMs = 500

const toRow = (match: RequestMatch): MatchRow => ({ ...match, id: match.listing.id })

/** The cars that fit one request, of one state or all. */
export class Matches {
  readonly requestId: string
  readonly pages: Pages<MatchRow>

  constructor(requestId: string, state: MatchState | 'all') {
    this.requestId = requestId
    this.pages = new Pages(async (cursor, signal) => {
      const query = {
        limit: perPage,
        ...(cursor ? { cursor } : {}),
        ...(state === 'all' ? {} : { state }),
      }
      const page = await call(listMatches, { params: { id: requestId }, query, signal })
      return { ...page, data: page.data.map(toRow) }
    })
  }

  /** Loads, and follows what happens to the request and to the cars that are shown; returns what ends it. */
  open(): () => void {
    void this.pages.load()
    const follow = throttle(() => void this.pages.load(true), followEveryMs)
    const mine = ({ requestId }: { requestId: string }) => {
      if (requestId === this.requestId) follow.ask()
    }
    const shown = ({ listingIds }: { listingIds: string[] }) => {
      if (this.pages.rows.some((row) => listingIds.includes(row.id))) follow.ask()
    }
    const ends = [
      live.on('request.matched', mine),
      live.on('request.changed', mine),
      live.on('request.status_changed', mine),
      live.on('listing.changed', shown),
      live.on('listing.deleted', shown),
      live.onAgain(follow.ask),
    ]
    return () => {
      follow.stop()
      this.pages.stop()
      for (const end of ends) end()
    }
  }
}
