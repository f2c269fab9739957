import { z } from 'zod'
import { deliveryStates } from './domain/delivery-state.ts'
import { leadStatuses } from './domain/lead-status.ts'
import { proposalStatuses } from './domain/proposal-status.ts'
import { requestStatuses } from './domain/request-status.ts'
import { roles } from './domain/roles.ts'
import { variantStatuses } from './domain/variant-status.ts'
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
  'request.created': z.object({ requestId: Id }),
  'request.changed': z.object({ requestId: Id }),
  'request.status_changed': z.object({
    requestId: Id,
    from: z.enum(requestStatuses),
    to: z.enum(requestStatuses),
  }),
  'request.assigned': z.object({ requestId: Id, ownerId: Id.nullable() }),
  'request.deleted': z.object({ requestId: Id }),
  'request.restored': z.object({ requestId: Id }),
  /** Cars of the inventory fit it that did not before. */
  'request.matched': z.object({ requestId: Id, listingIds: z.array(Id) }),
  /** Where it is posted, or is going to be, has changed. */
  'broadcast.changed': z.object({ requestId: Id }),
  'variant.submitted': z.object({ variantId: Id, requestId: Id }),
  'variant.changed': z.object({ variantId: Id, requestId: Id }),
  'variant.status_changed': z.object({
    variantId: Id,
    requestId: Id,
    from: z.enum(variantStatuses),
    to: z.enum(variantStatuses),
  }),
  /** A word was added, changed, or, without an id, several were or one was forgotten. */
  'dictionary.changed': z.object({ wordId: Id.nullable() }),
  'partner.changed': z.object({ partnerId: Id }),
  /** A person of a partner has come by an invitation. */
  'partner.joined': z.object({ partnerId: Id, partnerUserId: Id }),
  'proposal.changed': z.object({ proposalId: Id, requestId: Id }),
  'proposal.status_changed': z.object({
    proposalId: Id,
    requestId: Id,
    from: z.enum(proposalStatuses),
    to: z.enum(proposalStatuses),
  }),
  /** The client liked, rejected or asked. */
  'proposal.reacted': z.object({ proposalId: Id, requestId: Id, itemId: Id.nullable() }),
  'bot.changed': z.object({ botId: Id }),
  /** A post came, was edited, or has become what it becomes. */
  'post.changed': z.object({ postId: Id, botId: Id }),
  'chat.changed': z.object({ sessionId: Id }),
  /** `botId`: null where it is no bot's chat. */
  'chat.message': z.object({ sessionId: Id, botId: Id.nullable() }),
  'site_preview.finished': z.object({ previewId: Id }),
  'site_profile.changed': z.object({ profileId: Id }),
  'scenario.changed': z.object({ scenarioId: Id }),
  'scenario.published': z.object({ scenarioId: Id }),
  'integration.changed': z.object({ integrationId: Id }),
  /** Its receiver was dead for the whole schedule, or told us to stop. */
  'integration.disabled': z.object({ integrationId: Id }),
  'api_key.created': z.object({ apiKeyId: Id }),
  'api_key.revoked': z.object({ apiKeyId: Id }),
  /** A person has tied their Telegram, or untied it, or has another name. */
  'member.changed': z.object({ userId: Id }),
  'member.password_changed': z.object({ userId: Id }),
  /** Somebody made a link by which the person chooses another password. */
  'member.password_link': z.object({ userId: Id }),
  /** They sign in with a second factor from now on, or without. */
  'member.two_factor': z.object({ userId: Id, on: z.boolean() }),
  'member.joined': z.object({ userId: Id, role: z.enum(roles) }),
  'member.role_changed': z.object({ userId: Id, from: z.enum(roles), to: z.enum(roles) }),
  'member.removed': z.object({ userId: Id, role: z.enum(roles) }),
  'invitation.created': z.object({ invitationId: Id, role: z.enum(roles) }),
  'invitation.revoked': z.object({ invitationId: Id }),
  /** People have something new to read, or have read it. */
  'notice.changed': z.object({ userIds: z.array(Id) }),
  'workspace.created': z.object({ workspaceId: Id }),
  'workspace.changed': z.object({
    workspaceId: Id,
    changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  }),
} as const

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>

type KindOf<N> = N extends `${infer K}.${string}` ? K : never
/** What events happen to: the first part of their names. */
export type EventKind = KindOf<EventName>
export const eventKinds = [...new Set(Object.keys(events).map((name) => name.split('.')[0]))] as unknown as [
  EventKind,
  ...EventKind[],
]
