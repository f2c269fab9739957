import { ApiError } from '@cartie/shared/client'
import { listDeliveries, releaseDelivery } from '@cartie/shared/endpoints/deliveries'
import type { CommandInput } from './cartie-parse.ts'

type Client = CommandInput['client']

/** `cartie release`: lets everything go that is held in the workspace, such as what a restored backup had waiting. */
export async function releaseCommand({ client }: CommandInput): Promise<number> {
  let released = 0
  // The oldest first: a chat gets its messages in their order.
  for (const id of (await idsOfHeld(client)).toReversed()) if (await release(client, id)) released++
  console.log(released ? `${released} released` : 'Nothing is held')
  return 0
}

async function idsOfHeld(client: Client): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await client(listDeliveries, {
      query: { state: 'held', limit: 100, ...(cursor === undefined ? {} : { cursor }) },
    })
    ids.push(...page.data.map((delivery) => delivery.id))
    if (page.nextCursor === null) return ids
    cursor = page.nextCursor
  }
}

/** False where somebody has decided on it meanwhile. */
const release = (client: Client, id: string): Promise<boolean> =>
  client(releaseDelivery, { params: { id } }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ApiError && error.problem.status === 409) return false
      throw error
    },
  )
