import { createHmac } from 'node:crypto'

/** The login of every process but this one. It inherits nothing: each pool names the role that it wants. */
export const loginRole = 'cartie_login'

/** The unprivileged address that belongs to the owner's address: same server, own login, derived password. */
export function appUrl(adminUrl: string, secret: string): string {
  const url = new URL(adminUrl)
  url.username = loginRole
  url.password = loginPassword(secret)
  return url.href
}

/** The password of that login. */
export const loginPassword = (secret: string) =>
  createHmac('sha256', secret).update('database login').digest('hex')
