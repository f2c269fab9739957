import { createHmac } from 'node:crypto'
import { appSecret, clientSays, numberId } from '@cartie/db/testing/test-number'
import { listChats } from '@cartie/shared/endpoints/chats'
import { createIntegration } from '@cartie/shared/endpoints/integrations'
import type { Cartie } from './cartie.ts'
import { until } from './dealers-bot.ts'

/** A number of WhatsApp, and a chat of it in which a client wrote that many hours ago. */
export async function numberWithChat({ api, url }: Cartie, { hoursAgo }: { hoursAgo: number }) {
  const account = { phoneNumberId: numberId, wabaId: '102290129340398', accessToken: 'EAAJB0demo0demo0demo' }
  const template = { templateName: 'come_back', templateText: 'Is the car still of interest?' }
  const { id } = await api(createIntegration, {
    body: { type: 'WHATSAPP', name: 'Our number', config: { ...account, ...template, appSecret } },
  })
  const at = Math.floor(Date.now() / 1000) - hoursAgo * 3600
  const body = JSON.stringify(clientSays({ name: 'Olha', text: 'Is the BMW there?', at }))
  const signature = createHmac('sha256', appSecret).update(body).digest('hex')
  const reply = await fetch(`${url}/api/whatsapp/${id}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
  })
  if (!reply.ok) throw new Error(`WhatsApp was refused: ${reply.status}`)
  const { data } = await until(
    () => api(listChats, { query: { q: 'Olha', limit: 1 } }),
    ({ data }) => data.length === 1,
  )
  return { number: id, numberChat: data[0]!.id }
}
