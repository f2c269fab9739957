import type { HookSubscribe } from '@cartie/shared/schemas/hook'
import type { Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { createIntegration } from './create.ts'

/** Subscribes an address to one event: an integration that the other side made. Throws as `createIntegration` does. */
export async function subscribeHook(
  ctx: Context,
  secrets: Secrets,
  { targetUrl, event }: HookSubscribe,
): Promise<{ id: string }> {
  const { id } = await createIntegration(ctx, secrets, {
    type: 'ZAPIER',
    name: event,
    config: { url: targetUrl },
    events: [event],
  })
  return { id }
}
