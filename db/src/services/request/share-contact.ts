import { AppError, notFound } from '@cartie/shared/errors'
import { words } from '@cartie/shared/scenario/local-text'
import type { B2bRequest, ShareContactInput } from '@cartie/shared/schemas/request'
import { composeText } from '@cartie/shared/texts/compose-text'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { tellManagers } from '../proposal/tell-managers.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { readOwnTexts } from '../text/read-own.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import { clientSide, giverSide, type Chat, type Contact } from './contacts.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'
import { readOneRequest } from './read.ts'
import { rowToRequest } from './request-row.ts'
import { stepRequestOn } from './step-on.ts'

interface Shared {
  number: number
  title: string
  status: string
}

/**
 * Gives client and giver of a variant each other's contacts, in their chats where they have one, and the manager both;
 * from then on the request shows them. For the same variant again it changes nothing. Throws `not_found`, also for a
 * variant of another request; `conflict` for a rejected one and for a request that is closed or a draft.
 */
export async function shareContact(
  ctx: Context,
  requestId: string,
  { variantId }: z.output<typeof ShareContactInput>,
): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const request = await lockRequest(ctx, tx, requestId)
    const [variant] = await tx.sql<Shared[]>`
      select number, title, status from request_variants
      where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and id = ${variantId} and deleted_at is null`
    if (!variant) throw notFound('variant')
    if (await wasShared(ctx, tx, requestId, variantId)) return rowToRequest(request)
    refuse(request.status, variant.status)
    await share(ctx, tx, request, { id: variantId, ...variant })
    await stepRequestOn(ctx, tx, requestId, 'CONTACT_SHARED')
    await syncPosts(ctx, tx, requestId)
    return readOneRequest(ctx, tx, requestId)
  })
}

function refuse(request: string, variant: string): void {
  const message =
    request === 'DRAFT' || request === 'WON' || request === 'LOST'
      ? 'Contacts are shared while a request is worked on: publish it or open it again first.'
      : variant === 'REJECTED'
        ? 'This variant was rejected. Approve it first.'
        : undefined
  if (message !== undefined)
    throw new AppError('conflict', message, { errors: [{ pointer: '/variantId', code: 'state', message }] })
}

async function wasShared(ctx: Context, tx: Tx, requestId: string, variantId: string): Promise<boolean> {
  const rows = await tx.sql`
    select from request_activities where workspace_id = ${ctx.workspaceId} and request_id = ${requestId}
      and variant_id = ${variantId} and type = 'contact_shared' limit 1`
  return rows.length > 0
}

async function share(
  ctx: Context,
  tx: Tx,
  request: { id: string; code: string },
  variant: Shared & { id: string },
): Promise<void> {
  const [client, giver] = await Promise.all([clientSide(ctx, tx, request.id), giverSide(ctx, tx, variant.id)])
  const key = `contact:${request.id}:${variant.id}`
  const told = { code: request.code, car: variant.title }
  const texts = await readOwnTexts(ctx, tx)
  const write = (to: Chat, heading: 'contact_seller' | 'contact_buyer', contact: Contact, side: string) => {
    const { car, code } = told
    const values = { car, code, contact: isKnown(contact) ? lineOf(contact) : unknownContact[to.language] }
    return letter(to, composeText(texts, heading, to.language, values), `${key}:${side}`)
  }
  await enqueueDeliveries({ ...ctx, tx }, [
    ...(client.chat ? [write(client.chat, 'contact_seller', giver.contact, 'client')] : []),
    ...(giver.chat ? [write(giver.chat, 'contact_buyer', client.contact, 'giver')] : []),
  ])
  const payload = { number: variant.number, title: variant.title, client: !!client.chat, giver: !!giver.chat }
  const trace = { requestId: request.id, variantId: variant.id, payload }
  await logRequestActivity(ctx, tx, { ...trace, type: 'contact_shared' })
  tx.record('variant.changed', { variantId: variant.id, requestId: request.id })
  const lines = [variant.title, `→ ${lineOf(client.contact)}`, `← ${lineOf(giver.contact)}`]
  await tellManagers(ctx, tx, request.id, { news: 'contactShared', lines, dedupKey: `${key}:managers` })
}

function letter(chat: Chat, text: string, dedupKey: string): NewDelivery {
  const { lane, botId, sessionId, chatId } = chat
  const said = sayTelegram(chatId, { type: 'send', text, photos: [] })
  return { lane, botId, sessionId, ...said, priority: 'answer', dedupKey }
}

/** In place of contacts that are not known. */
const unknownContact = words(
  'Менеджер зв’яжеться з вами й передасть контакти.',
  'Менеджер свяжется с вами и передаст контакты.',
  'The manager will be in touch with the contacts.',
)

const isKnown = ({ phone, username }: Contact): boolean => phone !== null || username !== null

const lineOf = ({ name, phone, username }: Contact): string =>
  [name, phone, username === null ? null : `@${username}`].filter((part) => part !== null).join(' · ') || '—'
