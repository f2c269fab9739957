import { randomUUID } from 'node:crypto'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { withTx } from '../../../client.ts'
import type { Context } from '../../../context.ts'
import { testBot, testChat, type TestChat } from '../../../testing/test-chat.ts'
import { captureLead } from '../../lead/capture.ts'
import { addVariant, type NewVariant } from '../../variant/add.ts'
import { testRequest } from '../../variant/testing/test-request.ts'
import { createProposal } from '../create.ts'
import { sendProposal } from '../send.ts'

export interface TestDeal {
  ctx: Context
  botId: string
  /** The client's chat, the chat of who gave the first variant, and the managers' one. */
  client: TestChat
  giver: TestChat
  adminChatId: string
  leadId: string
  requestId: string
  variantIds: string[]
}

/** Words that no client may ever read. */
export const secrets = {
  partner: 'Zolotyi Partner',
  offerer: 'Taiemnyi Prodavets',
  phone: '+380501112233',
  raw: 'Cina dlia svoih 9000',
  notes: 'Klient hotovyi na bilshe',
}

/** A request of a client with a chat, two cars offered for it by a partner, and a bot whose managers have a chat. */
export async function testDeal(ctx: Context, { cars = 2 }: { cars?: number } = {}): Promise<TestDeal> {
  const botId = await testBot(ctx)
  const adminChatId = '-100900'
  const client = await testChat(ctx, botId, '501')
  const giver = await testChat(ctx, botId, '777')
  const { lead } = await captureLead(ctx, {
    source: 'telegram',
    name: 'Олена',
    phone: '0671234567',
    sessionId: client.sessionId,
    botId,
  })
  const requestId = await testRequest(ctx, { botId, title: 'BMW X5, 2018+' })
  const partnerId = randomUUID()
  await withTx(ctx, async ({ sql }) => {
    await sql`update bot_configs set admin_chat_id = ${adminChatId} where id = ${botId}`
    await sql`
      update b2b_requests set lead_id = ${lead.id}, session_id = ${client.sessionId}, notes = ${secrets.notes},
        language = 'uk' where id = ${requestId}`
    await sql`
      insert into partners (id, workspace_id, name, phone)
      values (${partnerId}, ${ctx.workspaceId}, ${secrets.partner}, ${secrets.phone})`
  })
  const variantIds: string[] = []
  for (let n = 0; n < cars; n++) {
    const variant = await offer(ctx, requestId, {
      title: `BMW X5 №${n + 1} тел. 050 111 22 33`,
      partnerId,
      botId,
      sessionId: giver.sessionId,
      photos: [1, 2].map((photo) => `https://photos.example/${n}-${photo}.jpg`),
    })
    variantIds.push(variant)
  }
  return { ctx, botId, client, giver, adminChatId, leadId: lead.id, requestId, variantIds }
}

/** One more car for a request. */
export const offer = async (ctx: Context, requestId: string, more: Partial<NewVariant>): Promise<string> => {
  const { id } = await withTx(ctx, (tx) =>
    addVariant(ctx, tx, requestId, {
      source: 'telegram',
      title: 'BMW X5',
      make: 'BMW',
      model: 'X5',
      year: 2019,
      priceMinor: 3_000_000,
      currency: 'USD',
      mileageKm: 90_000,
      details: `${secrets.raw} ${secrets.phone}`,
      offererName: secrets.offerer,
      offererPhone: secrets.phone,
      ...more,
    }),
  )
  return id
}

/** A proposal of all the deal's cars, sent. */
export async function testProposal({ ctx, requestId, variantIds }: TestDeal) {
  const { id } = await createProposal(ctx, requestId, { variantIds, margin: { percent: 5 } })
  return sendProposal(ctx, id, { telegram: true })
}

export interface SentRow {
  lane: string
  request: TelegramRequest
  dedup_key: string | null
}

/** All that waits to be sent, in order. */
export const sentOf = (ctx: Context) =>
  withTx(
    ctx,
    ({ sql }) => sql<SentRow[]>`
      select lane, request, dedup_key from deliveries where workspace_id = ${ctx.workspaceId} order by seq`,
  )

/** The story of a request, oldest first. */
export const storyOf = (ctx: Context, requestId: string) =>
  withTx(
    ctx,
    ({ sql }) => sql<{ type: string; actor: string; payload: Record<string, unknown> }[]>`
      select type, actor, payload from request_activities where request_id = ${requestId} order by id`,
  )
