import { integerOf, listOf, objectOf, textOf, type JsonObject } from './json-fields.ts'

/** A message that a client wrote to a number. */
export interface WhatsappMessage {
  /** WhatsApp's own name of it, the same however often it is told. */
  id: string
  /** The client's number without a plus. */
  waId: string
  /** As the client calls themselves; null where they say nothing. */
  name: string | null
  /** Milliseconds since 1970, by WhatsApp's clock. */
  sentMs: number
  /** As chats have it: `text`, `photo`, `location`, … */
  kind: string
  text: string
}

const statuses = ['sent', 'delivered', 'read', 'failed'] as const

/** What became of a message of ours. */
export interface WhatsappReceipt {
  id: string
  waId: string
  status: (typeof statuses)[number]
  /** What we gave the message on its way; null where WhatsApp does not give it back. */
  tracked: string | null
  error: { code: string; message: string } | null
}

export interface WhatsappUpdate {
  messages: WhatsappMessage[]
  receipts: WhatsappReceipt[]
}

const waIdPattern = /^\d{5,20}$/
const [longestName, longestText, longestId] = [200, 4096, 300]

/**
 * What Meta tells of one number, as far as Cartie reads it; what other numbers of the account hear is left out. Undefined
 * for what is no word of WhatsApp's; nothing that it may hold makes this throw.
 */
export function readWhatsapp(body: unknown, phoneNumberId: string): WhatsappUpdate | undefined {
  const told = objectOf(body)
  if (told?.object !== 'whatsapp_business_account') return undefined
  const values = listOf(told.entry)
    .flatMap((entry) => listOf(objectOf(entry)?.changes))
    .map((change) => objectOf(objectOf(change)?.value) ?? {})
    .filter((value) => objectOf(value.metadata)?.phone_number_id === phoneNumberId)
  return {
    messages: values.flatMap((value) => listOf(value.messages).flatMap((one) => messageOf(one, value))),
    receipts: values.flatMap((value) => listOf(value.statuses).flatMap(receiptOf)),
  }
}

function messageOf(given: unknown, value: JsonObject): WhatsappMessage[] {
  const message = objectOf(given)
  const id = textOf(message?.id, longestId)
  const waId = textOf(message?.from, 30)
  if (!message || !id || !waIdPattern.test(waId)) return []
  const contact = listOf(value.contacts)
    .map(objectOf)
    .find((one) => one?.wa_id === waId)
  const type = textOf(message.type, 40) || 'unsupported'
  return [
    {
      id,
      waId,
      name: textOf(objectOf(contact?.profile)?.name, longestName).trim() || null,
      sentMs: secondsOf(message.timestamp) * 1000,
      kind: kinds[type] ?? type,
      text: wordsOf(message, type),
    },
  ]
}

/** Kinds by the names that chats have for them. */
const kinds: Record<string, string> = {
  image: 'photo',
  contacts: 'contact',
  button: 'text',
  interactive: 'text',
  reaction: 'text',
}

/** What a message says in words: its text, its caption, the button that was chosen. */
function wordsOf(message: JsonObject, type: string): string {
  const part = objectOf(message[type])
  const said = (value: unknown) => textOf(value, longestText)
  if (type === 'text') return said(part?.body)
  if (type === 'button') return said(part?.text)
  if (type === 'reaction') return said(part?.emoji)
  if (type === 'interactive') return said((objectOf(part?.button_reply) ?? objectOf(part?.list_reply))?.title)
  if (type === 'location') return [said(part?.name), said(part?.address)].filter(Boolean).join(', ')
  if (type !== 'contacts') return said(part?.caption)
  const names = listOf(message.contacts).map((one) => said(objectOf(objectOf(one)?.name)?.formatted_name))
  return said(names.filter(Boolean).join(', '))
}

function receiptOf(given: unknown): WhatsappReceipt[] {
  const one = objectOf(given)
  const id = textOf(one?.id, longestId)
  const status = statuses.find((known) => known === one?.status)
  if (!one || !id || !status) return []
  const error = objectOf(listOf(one.errors)[0])
  const code = integerOf(error?.code)
  const message = textOf(objectOf(error?.error_data)?.details, 500) || textOf(error?.title, 500)
  return [
    {
      id,
      waId: textOf(one.recipient_id, 30),
      status,
      tracked: textOf(one.biz_opaque_callback_data, 100) || null,
      error: status === 'failed' ? { code: String(code ?? 'failed'), message } : null,
    },
  ]
}

/** Seconds since 1970, which WhatsApp writes as a text; 0 for what is none. */
function secondsOf(value: unknown): number {
  const seconds = Number(textOf(value, 20))
  return Number.isSafeInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds : 0
}
