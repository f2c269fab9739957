import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleHelp from '@lucide/svelte/icons/circle-question-mark'
import CircleX from '@lucide/svelte/icons/circle-x'
import Clock from '@lucide/svelte/icons/clock'
import LoaderCircle from '@lucide/svelte/icons/loader-circle'
import Pause from '@lucide/svelte/icons/pause'
import SkipForward from '@lucide/svelte/icons/skip-forward'
import type { Component } from 'svelte'
import { hookChannel, mailChannel, whatsappChannel } from '@cartie/shared/domain/delivery-lane'
import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import { pingEvent } from '@cartie/shared/integrations/ping-event'
import type { Delivery, DeliveryCheck } from '@cartie/shared/schemas/delivery'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

interface StateWords {
  label: () => string
  explain: () => string
  tone: Tone
  icon: Component<{ class?: string }>
}

const states: Record<DeliveryState, StateWords> = {
  pending: {
    label: m.deliveries_state_pending,
    explain: m.deliveries_explain_pending,
    tone: 'info',
    icon: Clock,
  },
  sending: {
    label: m.deliveries_state_sending,
    explain: m.deliveries_explain_sending,
    tone: 'info',
    icon: LoaderCircle,
  },
  sent: {
    label: m.deliveries_state_sent,
    explain: m.deliveries_explain_sent,
    tone: 'ok',
    icon: CircleCheck,
  },
  failed: {
    label: m.deliveries_state_failed,
    explain: m.deliveries_explain_failed,
    tone: 'bad',
    icon: CircleX,
  },
  unknown: {
    label: m.deliveries_state_unknown,
    explain: m.deliveries_explain_unknown,
    tone: 'warn',
    icon: CircleHelp,
  },
  held: { label: m.deliveries_state_held, explain: m.deliveries_explain_held, tone: 'warn', icon: Pause },
  cancelled: {
    label: m.deliveries_state_cancelled,
    explain: m.deliveries_explain_cancelled,
    tone: 'plain',
    icon: Ban,
  },
  skipped: {
    label: m.deliveries_state_skipped,
    explain: m.deliveries_explain_skipped,
    tone: 'plain',
    icon: SkipForward,
  },
}

/** How a state looks. */
export const stateLook = (state: DeliveryState) => {
  const { label, tone, icon } = states[state]
  return { label: label(), tone, icon, spin: state === 'sending' }
}

/** What a state means for whoever waits. */
export const stateExplained = (state: DeliveryState): string => states[state].explain()

const methods: Record<string, () => string> = {
  sendMessage: m.deliveries_what_message,
  messages: m.deliveries_what_message,
  phone_number: m.deliveries_what_number,
  sendPhoto: m.deliveries_what_photo,
  sendMediaGroup: m.deliveries_what_album,
  answerCallbackQuery: m.deliveries_what_answer,
  deleteMessage: m.deliveries_what_delete,
  invitation: m.deliveries_what_invitation,
  password: m.deliveries_what_password,
  address: m.deliveries_what_address,
}

/** What kind of thing leaves; an event by its own name. */
export const methodWord = (method: string): string =>
  method === pingEvent || method.includes('.')
    ? method
    : (methods[method] ?? (method.startsWith('edit') ? m.deliveries_what_edit : m.deliveries_what_other))()

/** A channel by its own name. */
export const channelWord = (channel: string): string => {
  if (channel === 'telegram') return 'Telegram'
  if (channel === whatsappChannel) return 'WhatsApp'
  if (channel === mailChannel) return m.deliveries_channel_email()
  return channel === hookChannel ? m.deliveries_channel_webhook() : channel
}

/** Where it goes: the chat's title or its number, or the integration. */
export const whereText = ({ chat, chatId, channel, integration }: Delivery): string =>
  chat?.title || chatId || integration?.name || channelWord(channel)

/** What a look for traces found. */
export const verdictWords: Record<DeliveryCheck['verdict'], () => string> = {
  arrived: m.deliveries_check_arrived,
  not_arrived: m.deliveries_check_not_arrived,
  open: m.deliveries_check_open,
}
