import { z } from 'zod'
import { deliveryStates } from './domain/delivery-state.ts'
import { leadStatuses } from './domain/lead-status.ts'
import { Id } from './schemas/common.ts'

/** Every event that Cartie tells of: its name and its payload. SSE, webhooks and the audit trail share it. */
export const events = {
  'lead.created': z.object({ leadId: Id }),
  'lead.merged': z.object({ leadId: Id, mergedLeadId: Id.nullable() }),
  'lead.changed': z.object({ leadId: Id }),
  'lead.status_changed': z.object({ leadId: Id, from: z.enum(leadStatuses), to: z.enum(leadStatuses) }),
  'lead.assigned': z.object({ leadId: Id, ownerId: Id.nullable() }),
  'lead.deleted': z.object({ leadId: Id }),
  'lead.restored': z.object({ leadId: Id }),
  'lead.reminder_due': z.object({ leadId: Id, reminderId: Id, userId: Id.nullable() }),
  /** It was sent, failed, or was cancelled. */
  'delivery.ended': z.object({ deliveryId: Id, sessionId: Id.nullable(), state: z.enum(deliveryStates) }),
  /** It may have arrived; a person decides. */
  'delivery.unknown': z.object({ deliveryId: Id, sessionId: Id.nullable() }),
  /** It waits for a person, or no longer. */
  'delivery.changed': z.object({ deliveryId: Id, sessionId: Id.nullable(), state: z.enum(deliveryStates) }),
  'parse.started': z.object({ parseId: Id, total: z.number() }),
  'parse.progressed': z.object({ parseId: Id, done: z.number(), total: z.number() }),
  'parse.finished': z.object({ parseId: Id, status: z.enum(['done', 'failed', 'cancelled']) }),
  'listing.created': z.object({ listingIds: z.array(Id) }),
  'listing.changed': z.object({ listingIds: z.array(Id) }),
  'listing.deleted': z.object({ listingIds: z.array(Id) }),
  'listing.restored': z.object({ listingIds: z.array(Id) }),
  'bot.changed': z.object({ botId: Id }),
  /** A post came, was edited, or has become what it becomes. */
  'post.changed': z.object({ postId: Id, botId: Id }),
  'chat.changed': z.object({ sessionId: Id }),
  'chat.message': z.object({ sessionId: Id, botId: Id }),
  'site_preview.finished': z.object({ previewId: Id }),
  'site_profile.changed': z.object({ profileId: Id }),
  'scenario.changed': z.object({ scenarioId: Id }),
  'scenario.published': z.object({ scenarioId: Id }),
  'api_key.created': z.object({ apiKeyId: Id }),
  'api_key.revoked': z.object({ apiKeyId: Id }),
  'workspace.changed': z.object({ workspaceId: Id }),
} as const

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>
