import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { PostPlace } from '@cartie/shared/domain/post-url'
import { ImportRules } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { knownCars, type KnownCar } from './known-cars.ts'
import { photosOfParts, textOfParts, type PostParts, type PostPhoto } from './post-parts.ts'

/** After so many claims without an end, a post is set aside: it takes its worker down with it. */
export const maxPostClaims = 5

/** A post in the hands of a worker. Every later write names its fence. */
export interface ClaimedPost {
  id: string
  fence: number
  botId: string
  text: string
  photos: PostPhoto[]
  /** Undefined where Telegram does not tell where it comes from. */
  place: PostPlace | undefined
  /** ISO 8601. */
  postedAt: string | null
  rules: ImportRules
  /** A person wants its cars, whatever the rules say of entering. */
  wanted: boolean
  known: KnownCar[]
  attempts: number
  /** By what its words are read. */
  dictionary: Dictionary
}

interface Row {
  id: string
  fence: number
  bot_id: string
  parts: PostParts
  source_chat_id: string | null
  source_message_id: number | null
  source_username: string | null
  posted_at: string | null
  wanted: boolean
  listing_ids: string[]
  attempts: number
  rules: unknown
}

/**
 * Takes a post that waits under a lease, by the database's clock, with its channel's rules and the cars that it has
 * brought. Null where it is not of this workspace, not due, or somebody reads it. Throws `forbidden`.
 */
export async function claimPost(
  ctx: Context,
  input: { postId: string; leaseMs: number },
): Promise<ClaimedPost | null> {
  requirePermission(ctx, 'listings.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Row[]>`
      update posts p set fence = fence + 1, attempts = attempts + 1,
        lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${input.postId} and state = 'pending' and run_at <= now()
        and (lease_until is null or lease_until < clock_timestamp())
      returning id, fence::float8 as fence, bot_id, parts, source_chat_id, source_message_id::float8, source_username,
        posted_at, wanted, listing_ids, attempts,
        case when origin = 'channel' then (select c.rules from bot_channels c
          where c.workspace_id = p.workspace_id and c.bot_id = p.bot_id and c.chat_id = p.chat_id) end as rules`
    if (!row) return null
    if (row.attempts > maxPostClaims) {
      await setAside(tx, row)
      return null
    }
    const place = placeOf(row)
    return {
      id: row.id,
      fence: row.fence,
      botId: row.bot_id,
      text: textOfParts(row.parts),
      photos: photosOfParts(row.parts),
      place,
      postedAt: row.posted_at === null ? null : new Date(row.posted_at).toISOString(),
      // What a colleague forwards is in stock at once: they have looked at it.
      rules: ImportRules.parse(row.rules ?? { status: 'AVAILABLE' }),
      wanted: row.wanted,
      known: await knownCars(ctx, tx, place, row.listing_ids),
      attempts: row.attempts,
      dictionary: await readDictionary(ctx, tx),
    }
  })
}

const placeOf = (row: Row): PostPlace | undefined =>
  row.source_chat_id === null || row.source_message_id === null
    ? undefined
    : { chatId: row.source_chat_id, messageId: row.source_message_id, username: row.source_username }

async function setAside(tx: Tx, { id, bot_id }: Row): Promise<void> {
  await tx.sql`
    update posts set state = 'done', outcome = 'failed', reason = 'repeatedly_failed', lease_until = null,
      handled_at = now() where id = ${id}`
  tx.record('post.changed', { postId: id, botId: bot_id })
}
