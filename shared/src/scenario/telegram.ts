/** What Telegram accepts in one message. Characters are UTF-16 code units. */
export const limits = {
  text: 4096,
  caption: 1024,
  callbackBytes: 64,
  callbackAnswer: 200,
  album: { least: 2, most: 10 },
  button: 64,
  buttons: 100,
  payload: 64,
} as const

/** What a `?start=` link may carry. */
export const payloadPattern = /^[A-Za-z0-9_-]{1,64}$/

/** Makes a payload out of any text: other characters become "_". */
export const toPayload = (text: string): string =>
  text.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, limits.payload)
