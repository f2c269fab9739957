/** Buttons under a message, or in place of the phone's keyboard. */
export type Keyboard =
  { kind: 'inline'; rows: InlineButton[][] } | { kind: 'reply'; rows: ReplyButton[][] } | { kind: 'remove' }

export type InlineButton = { text: string; data: string } | { text: string; url: string }

export interface ReplyButton {
  text: string
  /** Pressing it shares the phone number of whoever presses. */
  contact?: boolean
}

/** What a pressed inline button asks: the choice at an index, the question before, or the end of the talk. */
export type Press = number | 'back' | 'cancel'

const marks: Record<string, Press> = { b: 'back', x: 'cancel' }
const pattern = /^s:([a-z0-9]{1,40}):(b|x|\d{1,3})$/

/** Callback data: the token of the wait and an index, never data. At most 47 bytes. */
export const pressData = (token: string, press: Press): string =>
  `s:${token}:${typeof press === 'number' ? press : press === 'back' ? 'b' : 'x'}`

/** Reads callback data; undefined for data that no scenario wrote. */
export function readPress(data: string): { token: string; press: Press } | undefined {
  const [, token, mark] = pattern.exec(data) ?? []
  return token && mark ? { token, press: marks[mark] ?? Number(mark) } : undefined
}

/** Puts buttons into rows of `columns`. */
export function inRows<Button>(buttons: readonly Button[], columns: number): Button[][] {
  const rows: Button[][] = []
  for (let at = 0; at < buttons.length; at += columns) rows.push(buttons.slice(at, at + columns))
  return rows
}
