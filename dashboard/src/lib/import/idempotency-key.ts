/** A key that names one deed, so that its repeat is known as such. Works without a secure context too. */
export const idempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/**
 * Keys for a deed that may have to be repeated: what is sent as it was has the key of before, so that an answer which
 * was lost makes nothing twice; what was changed is another deed. `renew` makes even the same one new: it is done.
 */
export function repeatKey(): ((body: unknown) => string) & { renew: () => void } {
  let key = ''
  let sent: string | undefined
  const keyOf = (body: unknown): string => {
    const now = JSON.stringify(body)
    if (now !== sent) key = idempotencyKey()
    sent = now
    return key
  }
  return Object.assign(keyOf, { renew: () => void (sent = undefined) })
}
