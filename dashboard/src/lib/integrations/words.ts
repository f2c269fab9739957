import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDashed from '@lucide/svelte/icons/circle-dashed'
import CircleX from '@lucide/svelte/icons/circle-x'
import Pause from '@lucide/svelte/icons/pause'
import { hookChannel, whatsappChannel } from '@cartie/shared/domain/delivery-lane'
import { integrationKind, toldTypes } from '@cartie/shared/integrations/registry'
import type { Integration } from '@cartie/shared/schemas/integration'
import { whyText } from '#lib/deliveries/why-text.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'

/** What kind of integration it is. */
export const kindName = (type: Integration['type']): string => integrationKind(type).labels.name[getLocale()]

/** How an integration stands and how it is doing. */
export function healthLook({ status, health }: Integration) {
  if (status === 'disabled') return { label: m.integrations_disabled(), tone: 'bad' as const, icon: Ban }
  if (status === 'paused') return { label: m.integrations_paused(), tone: 'warn' as const, icon: Pause }
  if (health.failingSince) return { label: m.integrations_failing(), tone: 'bad' as const, icon: CircleX }
  if (health.lastSuccessAt) return { label: m.integrations_ok(), tone: 'ok' as const, icon: CircleCheck }
  return { label: m.integrations_untried(), tone: 'plain' as const, icon: CircleDashed }
}

/** Where it leads, as its form has it. */
export const leadsTo = ({ config }: Integration): string =>
  [config.url, config.tab].find((one) => typeof one === 'string') ?? ''

/** Why the last try failed, in words. */
export const problemText = (
  { type }: Pick<Integration, 'type'>,
  error: { code: string; message: string },
): string => whyText({ channel: channelOf(type), error })

function channelOf(type: Integration['type']): string {
  if (toldTypes.includes(type)) return hookChannel
  return type === 'WHATSAPP' ? whatsappChannel : 'telegram'
}
