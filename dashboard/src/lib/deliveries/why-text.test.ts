import { expect, test } from 'vitest'
import { whyText } from './why-text.ts'
import { m } from '#lib/paraglide/messages.js'

const why = (channel: string, code: string) => whyText({ channel, error: { code, message: '' } })

test('what a mail server says is told in words of its own: whether it goes by itself, and who can mend it', () => {
  expect(why('email', 'ECONNECTION')).toBe(m.deliveries_mail_unreachable())
  expect(why('email', '535')).toBe(m.deliveries_mail_account())
  expect(why('email', '550')).toBe(m.deliveries_mail_address())
  expect(why('email', '452')).toBe(m.deliveries_mail_later())
  expect(why('email', '554')).toBe(m.deliveries_mail_refused())
  // The same codes mean something else elsewhere.
  expect(why('telegram', '403')).toBe(m.deliveries_error_blocked())
})
