import { createHash } from 'node:crypto'
import { ApiError, createClient } from '@cartie/shared/client'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { createListing, listListings } from '@cartie/shared/endpoints/listings'
import {
  createInvitation,
  joinByInvitation,
  openInvitation,
  removeMember,
  updateMember,
} from '@cartie/shared/endpoints/people'
import { createApiKey, getMe, revokeApiKey } from '@cartie/shared/endpoints/workspace'
import { expect } from '../expect.ts'
import { until, type Flow } from '../flow.ts'
import { refusedAs, signIn, stopping, type Session } from '../session.ts'
import type { Stage } from '../stage.ts'

const cure = 'look for the request in the API log; roles are in shared/src/domain/roles.ts'

/**
 * The one account that runs leave behind, for accounts stay: it belongs to no workspace between runs, and only who has
 * the credentials file knows its password.
 */
function colleague({ credentials: { apiKey } }: Stage): { email: string; password: string } {
  const secret = createHash('sha256').update(`verify ${apiKey}`).digest('base64url')
  return { email: `verify-${secret.slice(0, 8).toLowerCase()}@cartie.invalid`, password: secret }
}

/** Joins by the link: as somebody new, or as who came in an earlier run. */
async function join(
  { url, owner }: Stage,
  token: string,
  who: ReturnType<typeof colleague>,
): Promise<Session> {
  try {
    await owner(joinByInvitation, { params: { token }, body: { name: 'Verify', password: who.password } })
    return await signIn(url, who)
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'unprocessable') throw error
    const known = await signIn(url, who)
    await known.client()(joinByInvitation, { params: { token }, body: {} })
    return known
  }
}

const car = { title: 'Skoda Octavia 2017', make: 'Skoda', model: 'Octavia', year: 2017 }

export const people: readonly Flow[] = [
  {
    name: 'somebody joins by an invitation, may what their role says, and is out when removed',
    cure,
    async play(stage) {
      const { owner, workspace, signal } = stage
      const who = colleague(stage)
      const { path } = await owner(createInvitation, { body: { email: who.email, role: 'VIEWER' } })
      const token = path!.split('/').at(-1)!
      const open = await owner(openInvitation, { params: { token } })
      expect(open.role === 'VIEWER' && open.email === who.email, 'the link shows another invitation')
      const session = await join(stage, token, who)
      const viewer = session.client(workspace.id, signal)
      const me = await viewer(getMe)
      expect(me.role === 'VIEWER' && me.workspaces.length === 1, 'they are not who was invited')
      await viewer(listListings, { query: { limit: 1 } })
      expect(await refusedAs('forbidden', viewer(listLeads, { query: { limit: 1 } })), 'a VIEWER sees leads')
      expect(await refusedAs('forbidden', viewer(createListing, { body: car })), 'a VIEWER adds cars')
      const params = { id: me.user!.id }
      await owner(updateMember, { params, body: { role: 'MANAGER' } })
      await viewer(createListing, { body: car })
      await owner(removeMember, { params })
      expect(await refusedAs('not_found', viewer(listListings, { query: { limit: 1 } })), 'they are still in')
      await session.signOut()
    },
  },
  {
    name: 'a key of a VIEWER may only look, and ends when it is revoked',
    cure,
    async play(stage) {
      const { url, owner, signal } = stage
      const { id, key } = await owner(createApiKey, { body: { name: 'viewer', role: 'VIEWER' } })
      const viewer = createClient({ url, apiKey: key, fetch: stopping(signal) })
      await viewer(listListings, { query: { limit: 1 } })
      expect(await refusedAs('forbidden', viewer(createListing, { body: car })), 'it adds cars')
      await owner(revokeApiKey, { params: { id } })
      const refused = () => refusedAs('unauthenticated', viewer(getMe))
      await until(stage, 'the revoked key is refused', refused, Boolean)
    },
  },
]
