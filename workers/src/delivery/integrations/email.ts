import { mailChannel } from '@cartie/shared/domain/delivery-lane'
import type { Channel } from '../channel.ts'
import { sendMail, type MailParts } from '../send-mail.ts'

/** Mail. What goes to one person is a lane without a pace. */
export const emailChannel = (parts: MailParts): Channel => ({
  name: mailChannel,
  limits: () => ({}),
  send: (ctx, delivery, options) => sendMail(parts, ctx, delivery, options),
})
