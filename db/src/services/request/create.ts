import type { RequestSource } from '@cartie/shared/domain/request-criteria'
import type { B2bRequest, RequestCreate } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { requireAssignee } from '../lead/require-assignee.ts'
import { blankRequest, toldOnly, writtenFields } from './given-fields.ts'
import { openRequest } from './open-request.ts'
import { requireCriteria } from './require-criteria.ts'
import { requireLead } from './require-lead.ts'
import { requireSession } from './require-session.ts'
import type { RequestFields } from './request-row.ts'
import { wishFields } from './wish-fields.ts'
import { wishOver } from './wish-over.ts'
import { leadWish } from './lead-wish.ts'

/** A request by hand; `source` is by which door it comes, where that is not told by what is given. */
export type NewRequest = RequestCreate & { source?: RequestSource }

/**
 * Adds a request as a draft. Its text and its lead's wish are understood: they fill what is not given, what the text
 * says before what is known of the lead. A chat is that of its lead, or the given one, whose newest lead it then
 * belongs to. Throws `invalid` for a lead, a chat or an owner who is not of this workspace.
 */
export async function createRequest(ctx: Context, input: NewRequest): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const { text, source, sessionId, ...written } = input
    const session = await requireSession(ctx, tx, sessionId ?? null)
    const lead = await requireLead(ctx, tx, written.leadId ?? session?.leadId ?? null)
    const dictionary = await readDictionary(ctx, tx)
    const byLead = lead ? wishFields(leadWish(lead), dictionary) : undefined
    const byText = text ? wishFields({ text }, dictionary) : undefined
    const told = writtenFields(written, dictionary)
    const fields: RequestFields = {
      ...blankRequest,
      ...(lead
        ? { title: lead.name, ownerId: lead.owner_id, sessionId: lead.session_id, botId: lead.bot_id }
        : {}),
      ...(byLead && byText ? wishOver(byLead, byText) : (byText ?? byLead)),
      ...told,
      ...toldOnly<RequestFields>({ sessionId: session?.id, botId: session?.botId, leadId: lead?.id }),
      source: source ?? doorOf(ctx, input),
    }
    if (!fields.title) fields.title = '—'
    requireCriteria(fields)
    await requireAssignee(ctx, tx, fields.ownerId, '/ownerId')
    return openRequest(ctx, tx, fields)
  })
}

function doorOf(ctx: Context, { leadId, sessionId, text }: RequestCreate): RequestSource {
  if (ctx.actor.kind === 'apiKey') return 'api'
  if (sessionId) return 'telegram'
  if (leadId) return 'lead'
  return text ? 'text' : 'manual'
}
