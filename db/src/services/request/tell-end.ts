import { composeText } from '@cartie/shared/texts/compose-text'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { tellManagers } from '../proposal/tell-managers.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import { readOwnTexts } from '../text/read-own.ts'
import { clientSide } from './contacts.ts'

/** Tells the client, if they are to hear it, and those who run the bot that a request has ended: once for each end. */
export async function tellEnd(
  ctx: Context,
  tx: Tx,
  request: { id: string; code: string; version: number },
  end: {
    outcome: 'WON' | 'LOST'
    winner: { number: number; title: string } | undefined
    note: string | undefined
    tellsClient: boolean
  },
): Promise<void> {
  const { id, code, version } = request
  const { outcome, winner, note, tellsClient } = end
  const key = `resolved:${id}:${version}`
  const { chat } = await clientSide(ctx, tx, id)
  if (chat && tellsClient) {
    const texts = await readOwnTexts(ctx, tx)
    const text =
      outcome === 'WON'
        ? composeText(texts, 'deal_won', chat.language, { car: winner?.title ?? null, code })
        : composeText(texts, 'deal_lost', chat.language, { code })
    const said = sayTelegram(chat.chatId, { type: 'send', text, photos: [] })
    const { lane, botId, sessionId } = chat
    await enqueueDeliveries({ ...ctx, tx }, [
      { lane, botId, sessionId, ...said, priority: 'answer', dedupKey: `${key}:client` },
    ])
  }
  const lines = [winner ? `№${winner.number} ${winner.title}` : null, note ? `“${note}”` : null]
  const news = outcome === 'WON' ? 'won' : 'lost'
  await tellManagers(ctx, tx, id, { news, lines, dedupKey: `${key}:managers` })
}
