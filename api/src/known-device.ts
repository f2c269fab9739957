import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Http } from './call.ts'

const days = 400

/**
 * Browsers in which somebody has signed in before, by a cookie that names the account and is sealed with our secret:
 * however many strangers try an account's password, its owner still gets in there.
 * (OWASP, "Blocking brute force attacks": device cookies)
 */
export function createKnownDevices({ secret, secure }: { secret: string; secure: boolean }) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'known devices', 32))
  const name = secure ? '__Host-cartie.device' : 'cartie.device'
  const seal = (device: string, account: string) =>
    createHmac('sha256', key).update(`${device} ${account}`).digest('base64url')
  return {
    /** The number of a browser that has signed in to this account; undefined for any other. */
    of(http: Http, account: string): string | undefined {
      const [device = '', sealed = ''] = (http.cookies.get(name) ?? '').split('.')
      const expected = Buffer.from(seal(device, account))
      const given = Buffer.from(sealed)
      return given.length === expected.length && timingSafeEqual(given, expected) ? device : undefined
    },
    /** Tells a browser that it is known from here on. */
    remember(http: Http, account: string): void {
      const device = randomBytes(12).toString('base64url')
      const flags = `Max-Age=${days * 24 * 3600}; Path=/; HttpOnly;${secure ? ' Secure;' : ''} SameSite=Lax`
      http.append('Set-Cookie', `${name}=${device}.${seal(device, account)}; ${flags}`)
    },
  }
}
