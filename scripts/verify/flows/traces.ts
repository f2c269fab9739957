import { listAudit } from '@cartie/shared/endpoints/audit'
import { getInvariants } from '@cartie/shared/endpoints/workspace'
import { expect } from '../expect.ts'
import { type Flow } from '../flow.ts'

const mustBeThere = [
  'workspace.changed',
  'member.joined',
  'api_key.revoked',
  'listing.created',
  'lead.created',
]

export const traces: readonly Flow[] = [
  {
    name: 'the audit trail tells who did all this',
    cure: 'events are written with what they tell of: see the API log for failed requests',
    async play({ owner }) {
      const seen = new Set<string>()
      let cursor: string | undefined
      do {
        const page = await owner(listAudit, { query: { limit: 100, ...(cursor ? { cursor } : {}) } })
        for (const one of page.data) seen.add(one.event)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      const missing = mustBeThere.filter((event) => !seen.has(event))
      expect(missing.length === 0, `nothing is told of ${missing.join(', ')}`)
    },
  },
  {
    name: 'the invariants hold',
    cure: 'what is red is explained in the runbook; GET /api/v1/invariants tells it again',
    async play({ owner }) {
      const { checks } = await owner(getInvariants)
      const red = checks.filter((one) => !one.ok)
      expect(red.length === 0, red.map((one) => `${one.title}: ${one.value}`).join('; '))
    },
  },
]
