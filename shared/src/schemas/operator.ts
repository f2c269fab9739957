import { z } from 'zod'
import { Id, Timestamp } from './common.ts'
import { AccountEmail } from './people.ts'

const count = z.number().int()

/** What who runs the installation sees of a workspace: that it is there and well, and nothing of what is in it. */
export const WorkspaceHealth = z
  .object({
    id: Id,
    name: z.string(),
    slug: z.string(),
    createdAt: Timestamp,
    members: count,
    leads: count,
    listings: count,
    bots: count.meta({ description: 'bots that are enabled' }),
    waiting: count.meta({ description: 'sends that are due' }),
    unknown: count.meta({ description: 'sends of which nobody knows whether they arrived' }),
    failed: count.meta({ description: 'sends that failed within a day' }),
    lastEventAt: Timestamp.nullable(),
  })
  .meta({ id: 'WorkspaceHealth' })
export type WorkspaceHealth = z.infer<typeof WorkspaceHealth>

export const operatorDeedNames = [
  'password_link',
  'email_link',
  'dictionary',
  'queues',
  'two_factor_reset',
  'operator_made',
] as const

export const OperatorDeed = z
  .object({
    id: Id,
    by: z.string().nullable().meta({ description: 'who did it; null: somebody at the machine itself' }),
    deed: z.enum(operatorDeedNames),
    subject: z.string().meta({ description: 'to whom or what' }),
    at: Timestamp,
  })
  .meta({ id: 'OperatorDeed', description: 'What an operator did beyond the workspaces that they belong to' })
export type OperatorDeed = z.infer<typeof OperatorDeed>
export type OperatorDeedName = OperatorDeed['deed']

export const PersonInput = z.strictObject({ email: AccountEmail })
export type PersonInput = z.infer<typeof PersonInput>
