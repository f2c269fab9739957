import { z } from 'zod'
import { postOutcomes, postReasonCodes, postStates } from '../domain/post-outcome.ts'
import { Id, pageQuery, Timestamp } from './common.ts'

export const PostQuery = pageQuery.extend({
  outcome: z.enum(postOutcomes).optional(),
})
export type PostQuery = z.infer<typeof PostQuery>

/** A post that a bot has seen, and what came of it. */
export const Post = z
  .object({
    id: Id,
    text: z.string().meta({ description: 'its beginning' }),
    photos: z.number().int(),
    url: z.string().nullable().meta({ description: 'where it stands in Telegram' }),
    state: z.enum(postStates),
    outcome: z.enum(postOutcomes).nullable().meta({ description: 'null: it was not read yet' }),
    reason: z.enum(postReasonCodes).nullable(),
    /** Whether a person may save it though a rule refused it. */
    savable: z.boolean(),
    cars: z.array(z.object({ id: Id, title: z.string() })),
    postedAt: Timestamp.nullable(),
    createdAt: Timestamp,
    handledAt: Timestamp.nullable(),
  })
  .meta({ id: 'Post' })
export type Post = z.infer<typeof Post>
