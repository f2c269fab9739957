import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import { plainOfHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import { composeText } from '@cartie/shared/texts/compose-text'
import type { offerKinds } from '@cartie/shared/texts/offer-kinds'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { tellOf } from '../delivery/tell-of.ts'
import { spokenLanguage } from '../talk/language-of-talk.ts'
import { readOwnTexts } from '../text/read-own.ts'

interface Giver {
  session_id: string
  chat_id: string
  bot_id: string
  said: unknown
  language: string | null
  bot_language: Language
  code: string
  number: number
  title: string
  version: number
}

/** What the giver is told of a stage; of the others they don't hear. */
const keys: Partial<Record<VariantStatus, keyof typeof offerKinds>> = {
  APPROVED: 'offer_approved',
  REJECTED: 'offer_rejected',
  SENT_TO_CLIENT: 'offer_shown',
  ACCEPTED: 'offer_accepted',
  DECLINED: 'offer_declined',
}

/**
 * Tells whoever gave a variant what became of it, in their chat and their language. Returns the delivery's id;
 * undefined where they have no chat with us, or the stage is none of theirs.
 */
export async function tellGiver(
  ctx: Context,
  tx: Tx,
  variantId: string,
  {
    to,
    reason,
    tellAfterMs,
    isBeaten,
  }: { to: VariantStatus; reason: string | null; tellAfterMs: number; isBeaten: boolean },
): Promise<string | undefined> {
  const [giver] = await tx.sql<Giver[]>`
    select s.id as session_id, s.chat_id, s.bot_id, s.state -> 'language' as said, c.language,
      b.language as bot_language, r.code, v.number, v.title, v.version
    from request_variants v
      join b2b_requests r on r.workspace_id = v.workspace_id and r.id = v.request_id
      join bot_sessions s on s.workspace_id = v.workspace_id and s.id = v.session_id
      join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id and b.enabled and b.deleted_at is null
      left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
    where v.workspace_id = ${ctx.workspaceId} and v.id = ${variantId}`
  if (!giver) return undefined
  const { said, language: telegram, bot_language: bot } = giver
  const language = spokenLanguage({ said, telegram, bot })
  const key = isBeaten ? 'offer_beaten' : keys[to]
  if (key === undefined) return undefined
  const { title: car, code, number } = giver
  const text = composeText(await readOwnTexts(ctx, tx), key, language, {
    car,
    code,
    number: String(number),
    reason,
  })
  const [delivery] = await enqueueDeliveries({ ...ctx, tx }, [
    {
      lane: telegramLane(giver.bot_id, giver.chat_id),
      botId: giver.bot_id,
      sessionId: giver.session_id,
      request: { method: 'sendMessage', params: { chat_id: giver.chat_id, text } },
      message: { author: 'bot', kind: 'text', text: plainOfHtml(text) },
      dedupKey: `variant ${variantId} ${to} ${giver.version}`,
      priority: 'notice',
      delayMs: tellAfterMs,
    },
  ])
  return delivery?.id
}

/** What was to be told of the stage before, if it still waits: whoever slipped may take it back in time. */
export async function takeBackNotice(
  ctx: Context,
  tx: Tx,
  { requestId, variantId }: { requestId: string; variantId: string },
): Promise<void> {
  const taken = await tx.sql<{ id: string; session_id: string | null }[]>`
    update deliveries set state = 'cancelled', ended_at = now(), lease_until = null
    where workspace_id = ${ctx.workspaceId} and state = 'pending' and run_at > now() and id = (
      select (payload ->> 'deliveryId')::uuid from request_activities
      where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and variant_id = ${variantId}
        and type = 'variant_status_changed'
      order by id desc limit 1)
    returning id, session_id`
  for (const { id, session_id: sessionId } of taken) tellOf(tx, { id, sessionId, state: 'cancelled' })
}
