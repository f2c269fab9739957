import { getMe, listApiKeys } from '@cartie/shared/endpoints/workspace'
import { expect } from '../expect.ts'
import type { Client } from '../session.ts'

/** What is seen before anything is made: it only reads. */
interface Door {
  name: string
  cure: string
  play: (input: { url: string; client: Client; signal: AbortSignal }) => Promise<void>
}

export const doors: readonly Door[] = [
  {
    name: 'the front door answers',
    cure: 'look at what npm start prints, or at the logs of dashboard and api',
    async play({ url, signal }) {
      for (const path of ['/healthz', '/readyz', '/login']) {
        const reply = await fetch(url + path, { signal })
        expect(reply.ok, `${path} answered ${reply.status}`)
      }
    },
  },
  {
    name: 'a stranger is refused',
    cure: 'something before the API lets calls in that have no key',
    async play({ url, signal }) {
      const reply = await fetch(`${url}/api/v1/listings`, { signal })
      expect(reply.status === 401, `answered ${reply.status} without a key`)
    },
  },
  {
    name: 'the key of the credentials opens its workspace, and keys are never shown',
    cure: 'make another key under Settings and write it into the credentials file',
    async play({ client }) {
      const me = await client(getMe)
      expect(me.workspace.slug.length > 0, 'no workspace')
      const { data } = await client(listApiKeys)
      expect(
        data.every((one) => !('key' in one)),
        'a key is shown',
      )
    },
  },
]
