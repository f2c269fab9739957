import { createHash } from 'node:crypto'
import { withTx } from '../client.ts'
import type { Context } from '../context.ts'
import { testBot } from './test-bot.ts'

/** A new bot whose webhook opens with `secret`, as the worker leaves it; returns its id. */
export async function testWebhook(
  ctx: Context,
  secret: string,
  options: { token?: string } = {},
): Promise<string> {
  const id = await testBot(ctx, options)
  const hash = createHash('sha256').update(secret).digest('hex')
  await withTx(ctx, (tx) => tx.sql`update bot_configs set webhook_secret_hash = ${hash} where id = ${id}`)
  return id
}
