import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { isClosed, openRequestStatuses } from '@cartie/shared/domain/request-status'
import type { VariantSource } from '@cartie/shared/domain/variant-status'
import { AppError } from '@cartie/shared/errors'
import { variantImport } from '@cartie/shared/jobs/variant-import'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { telegramKey, type TelegramPhoto } from '../media/telegram-key.ts'
import { holdRequest, type HeldRequest } from '../request/hold.ts'
import { logRequestActivity, type NewRequestActivity } from '../request/log-activity.ts'
import { stepRequestOn } from '../request/step-on.ts'
import { announceVariant } from './announce.ts'
import { refuseDuplicate } from './find-duplicate.ts'
import { linkMark } from './link-mark.ts'
import { photoKeys } from './photo-keys.ts'
import { scoreVariants } from './score.ts'
import { factColumns, factNames, type VariantFacts } from './variant-facts.ts'

export interface NewVariant extends Partial<VariantFacts> {
  source: VariantSource
  title: string
  partnerId?: string | null
  partnerUserId?: string | null
  /** The chat in which its giver hears what becomes of it. */
  botId?: string | null
  sessionId?: string | null
  offererName?: string | null
  /** E.164 where it can be told. */
  offererPhone?: string | null
  listingId?: string | null
  /** The parse that reads its link. */
  parseId?: string | null
  /** Addresses, or paths of photos that this installation keeps. */
  photos?: readonly string[]
  /** Photos that the bot of `botId` has yet to bring. */
  files?: readonly TelegramPhoto[]
  /** Who gave it, where it was nobody who signs in. */
  by?: NewRequestActivity['by']
}

const columns = factNames.map((name) => factColumns[name])
const insertText = `
  insert into request_variants (id, workspace_id, request_id, number, source, partner_id, partner_user_id, bot_id,
    session_id, offerer_name, offerer_phone, listing_id, parse_id, canonical_url, details, photos, file_ids, photo_keys,
    ${columns.map(([column]) => column).join(', ')})
  select n.id, $1, n.request_id, n.number, n.source, n.partner_id, n.partner_user_id, n.bot_id, n.session_id,
    n.offerer_name, n.offerer_phone, n.listing_id, n.parse_id, n.canonical_url, n.details, n.photos, n.file_ids,
    n.photo_keys, ${columns.map(([column]) => `n.${column}`).join(', ')}
  from jsonb_to_record($2::jsonb) as n(id uuid, request_id uuid, number int, source text, partner_id uuid,
    partner_user_id uuid, bot_id uuid, session_id uuid, offerer_name text, offerer_phone text, listing_id uuid,
    parse_id uuid, canonical_url text, details text, photos text[], file_ids text[], photo_keys text[],
    ${columns.map((c) => c.join(' ')).join(', ')})`

/**
 * Adds an offered car to a request, within the open transaction: it gets the next number, its giver's words lose their
 * contacts, and the request goes on to collecting. Throws `not_found`; `conflict` with the error code `closed` where
 * the request takes no more, and `duplicate`, naming the other's number, where it has this car.
 */
export async function addVariant(
  ctx: Context,
  tx: Tx,
  requestId: string,
  given: NewVariant,
): Promise<{ id: string; number: number }> {
  requirePermission(ctx, 'requests.write')
  const request = await holdRequest(ctx, tx, { requestId })
  refuseClosed(request, given)
  const { files = [] } = given
  const photos = [...new Set(given.photos)]
  const known = {
    canonicalUrl: given.url ? canonicalUrl(given.url) : null,
    vin: given.vin ?? null,
    listingId: given.listingId ?? null,
    photoKeys: [
      ...(await photoKeys(ctx, tx, photos)),
      ...files.map((file) => telegramKey(given.botId ?? '', file)),
    ],
  }
  await refuseDuplicate(ctx, tx, requestId, known)
  const [{ number }] = await tx.sql<[{ number: number }]>`
    update b2b_requests set variant_count = variant_count + 1
    where workspace_id = ${ctx.workspaceId} and id = ${requestId} returning variant_count as number`
  const id = uuidV7()
  const facts = Object.fromEntries(factNames.map((name) => [factColumns[name][0], given[name] ?? null]))
  const title = hideContacts(given.title).slice(0, 200).toWellFormed() || `№ ${number}`
  const row = {
    ...facts,
    id,
    request_id: requestId,
    number,
    title,
    source: given.source,
    partner_id: given.partnerId,
    partner_user_id: given.partnerUserId,
    bot_id: given.botId,
    session_id: given.sessionId,
    offerer_name: given.offererName,
    offerer_phone: given.offererPhone,
    listing_id: known.listingId,
    parse_id: given.parseId,
    canonical_url: known.canonicalUrl,
    details: given.details ? hideContacts(given.details) : null,
    photos,
    file_ids: [...(given.parseId ? [linkMark] : []), ...files.map((file) => file.fileId)],
    photo_keys: known.photoKeys,
  }
  await tx.sql.unsafe(insertText, [ctx.workspaceId, storableJson(row)], { prepare: true })
  await scoreVariants(ctx, tx, requestId, id)
  await logRequestActivity(ctx, tx, {
    requestId,
    variantId: id,
    type: 'variant_submitted',
    payload: { number, title, source: given.source },
    by: given.by,
  })
  tx.record('variant.submitted', { variantId: id, requestId })
  await stepRequestOn(ctx, tx, requestId, 'COLLECTING_VARIANTS')
  if (files.length) tx.wake(variantImport, { workspaceId: ctx.workspaceId, variantId: id })
  await announceVariant(ctx, tx, id)
  return { id, number }
}

/** Who comes from outside finds the door open only while the request is out; the house may add until it has ended. */
function refuseClosed(request: HeldRequest, { source, partnerId }: NewVariant): void {
  const isOutside = source === 'telegram' || source === 'page' || (source === 'forward' && !!partnerId)
  const refuses = isOutside
    ? !(openRequestStatuses as readonly string[]).includes(request.status)
    : isClosed(request.status)
  if (!refuses) return
  const message = `Request ${request.code} is closed: it takes no more cars.`
  throw new AppError('conflict', message, { errors: [{ pointer: '', code: 'closed', message }] })
}
