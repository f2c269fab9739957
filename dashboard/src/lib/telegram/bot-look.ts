import CircleAlert from '@lucide/svelte/icons/circle-alert'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CirclePause from '@lucide/svelte/icons/circle-pause'
import LoaderCircle from '@lucide/svelte/icons/loader-circle'
import type { Bot } from '@cartie/shared/schemas/bot'
import { dateTime, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

/** How a bot is called: as Telegram calls it, else by what is known of it. */
export const botName = (bot: Pick<Bot, 'name' | 'username'>): string =>
  bot.name ?? (bot.username ? `@${bot.username}` : m.telegram_bot_unnamed())

export const intakeWords: Record<Bot['intake'], () => string> = {
  webhook: m.telegram_intake_webhook,
  polling: m.telegram_intake_polling,
  off: m.telegram_intake_off,
}
export const templateWords: Record<Bot['template'], () => string> = {
  CLIENT_LEAD: m.telegram_template_client_lead,
  CATALOG: m.telegram_template_catalog,
  B2B: m.telegram_template_b2b,
}

/** What hinders a bot, in words; none where all is well. */
export function botProblems({ status, synced, health, intake }: Bot): string[] {
  const { webhook } = health
  const problems: string[] = []
  if (status === 'refused') problems.push(m.telegram_problem_refused())
  if (health.reachable === false) problems.push(m.telegram_problem_unreachable())
  if (health.error) problems.push(m.telegram_problem_said({ words: health.error }))
  if (health.polling && intake === 'polling')
    problems.push(m.telegram_problem_polling({ words: health.polling }))
  if (webhook?.lastError && webhook.lastErrorAt)
    problems.push(
      m.telegram_problem_webhook({ words: webhook.lastError, when: dateTime(webhook.lastErrorAt) }),
    )
  if (webhook && webhook.pendingUpdates > 20)
    problems.push(
      m.telegram_problem_pending({
        count: webhook.pendingUpdates,
        countText: number(webhook.pendingUpdates),
      }),
    )
  if (status === 'ready' && !synced) problems.push(m.telegram_problem_unsynced())
  return problems
}

/** The state of a bot as a pill. */
export function botLook(bot: Bot) {
  if (bot.status === 'checking')
    return { tone: 'info', icon: LoaderCircle, label: m.telegram_state_checking(), spin: true } as const
  if (bot.status === 'refused')
    return { tone: 'bad', icon: CircleAlert, label: m.telegram_state_refused() } as const
  if (!bot.enabled || bot.intake === 'off')
    return { tone: 'plain', icon: CirclePause, label: m.telegram_state_off() } as const
  return botProblems(bot).length
    ? ({ tone: 'warn', icon: CircleAlert, label: m.telegram_state_troubled() } as const)
    : ({ tone: 'ok', icon: CircleCheck, label: m.telegram_state_ready() } as const)
}
