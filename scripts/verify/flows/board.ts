import { expect } from '../expect.ts'
import { type Flow } from '../flow.ts'

export const board: readonly Flow[] = [
  {
    name: 'Bull Board opens for the owner of the installation, and for no key or stranger',
    cure: 'it is for owners and admins of the first workspace: name a credentials file of one',
    async play({ url, session, key, signal }) {
      const ask = async (headers: Record<string, string>) =>
        (await fetch(`${url}/admin/queues`, { headers, signal })).status
      expect((await ask({})) === 401, 'it answers a stranger')
      expect((await ask({ authorization: `Bearer ${key}` })) === 403, 'it answers a key')
      const status = await ask({ cookie: session.cookie })
      expect(status === 200, `it answered its owner with ${status}`)
    },
  },
]
