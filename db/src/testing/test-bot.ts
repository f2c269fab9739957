import { withTx } from '../client.ts'
import type { Context } from '../context.ts'
import { createSecrets } from '../secrets.ts'
import { createBot } from '../services/bot/create.ts'

/** The secrets of tests. */
export const testSecrets = createSecrets('test-secret-test-secret-test-secret')

let made = 100_000

/** A token that no bot of Telegram has. */
export const testToken = (number = made++) => `${number}:AAtesttesttesttesttesttesttest_${number}`

/** A new bot of the workspace, as if Telegram had been asked already; returns its id. */
export async function testBot(
  ctx: Context,
  {
    intake = 'webhook',
    token = testToken(),
  }: { intake?: 'webhook' | 'polling' | 'off'; token?: string } = {},
): Promise<string> {
  const { id } = await createBot(ctx, testSecrets, { token, intake })
  await withTx(
    ctx,
    (tx) => tx.sql`
      update bot_configs set status = 'ready', synced_version = version, telegram_id = ${Number(token.split(':')[0])}
      where id = ${id}`,
  )
  return id
}
