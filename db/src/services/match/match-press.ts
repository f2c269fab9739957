const presses = { offer: 'o', hide: 'h', snooze: 's' } as const
export type MatchPress = keyof typeof presses

export interface PressedMatch {
  press: MatchPress
  requestId: string
  listingId: string
  /** Tells the message in which the button stands. */
  message: string
}

/** An id in 22 letters instead of 36: two of them have to find room. */
const packed = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
const unpacked = (text: string) =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Callback data of a button under a car that fits: 64 bytes at most. */
export const matchData = ({ press, requestId, listingId, message }: PressedMatch): string =>
  `m:${presses[press]}${packed(requestId)}${packed(listingId)}${message}`

/** What such a button asks; undefined for any other data. */
export function readMatchPress(data: string): PressedMatch | undefined {
  const [, letter, request = '', listing = '', message = ''] =
    /^m:([ohs])([\w-]{22})([\w-]{22})([\w-]{8})$/.exec(data) ?? []
  const press = (Object.keys(presses) as MatchPress[]).find((one) => presses[one] === letter)
  return press && { press, requestId: unpacked(request), listingId: unpacked(listing), message }
}

/** By which the message is found again among what was sent. */
export const matchDedupKey = (requestId: string, message: string): string => `match:${requestId}:${message}`
