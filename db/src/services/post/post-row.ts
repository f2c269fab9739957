import { ruleReasons } from '@cartie/shared/domain/post-outcome'
import { postUrl } from '@cartie/shared/domain/post-url'
import type { Post } from '@cartie/shared/schemas/post'
import { photosOfParts, textOfParts, type PostParts } from './post-parts.ts'

export interface PostRow {
  id: string
  parts: PostParts
  source_chat_id: string | null
  source_message_id: string | null
  source_username: string | null
  state: Post['state']
  outcome: Post['outcome']
  reason: Post['reason']
  cars: Post['cars']
  posted_at: string | null
  created_at: string
  handled_at: string | null
}

const textLength = 400
const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString())

/** Whether a person may have the cars of a post that a rule refused. */
export const isSavable = ({
  state,
  outcome,
  reason,
}: Pick<PostRow, 'state' | 'outcome' | 'reason'>): boolean =>
  state === 'done' && outcome === 'refused' && reason !== null && ruleReasons.includes(reason)

/** A stored post in the API's shape. */
export const toPost = (row: PostRow): Post => ({
  id: row.id,
  text: textOfParts(row.parts).slice(0, textLength).toWellFormed(),
  photos: photosOfParts(row.parts).length,
  url:
    row.source_chat_id === null || row.source_message_id === null
      ? null
      : postUrl({
          chatId: row.source_chat_id,
          messageId: Number(row.source_message_id),
          username: row.source_username,
        }),
  state: row.state,
  outcome: row.outcome,
  reason: row.reason,
  savable: isSavable(row),
  cars: row.cars,
  postedAt: iso(row.posted_at),
  createdAt: new Date(row.created_at).toISOString(),
  handledAt: iso(row.handled_at),
})
