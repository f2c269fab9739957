import { whatsappChannel, whatsappLane } from '@cartie/shared/domain/delivery-lane'
import type { Channel } from '../channel.ts'
import { sendWhatsapp, type WhatsappParts } from '../send-whatsapp.ts'

/** Messages of WhatsApp numbers. Lanes of one number share its pauses; its test waits for nothing. */
export const whatsappMessages = (parts: WhatsappParts): Channel => ({
  name: whatsappChannel,
  limits: (lane) => {
    const [, number = '', client] = lane.split(':')
    return client === 'test' ? {} : { shared: { lane: whatsappLane(number) } }
  },
  send: (ctx, delivery, options) => sendWhatsapp(parts, ctx, delivery, options),
})
