/** What a colour means: never told by the colour alone. */
export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'accent'

export const toneClass: Record<Tone, string> = {
  plain: 'bg-sunken text-ink-soft',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  accent: 'bg-accent-soft text-ink',
}
