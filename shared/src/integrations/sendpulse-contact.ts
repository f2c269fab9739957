import type { Lead } from '../schemas/lead.ts'

/** A lead as a mailing list knows it: by its e-mail, or else by its phone; the list keeps one of each. */
export type SendpulseContact = { variables: Record<string, string> } & (
  { by: 'email'; email: string } | { by: 'phone'; phone: string }
)

/** Who a lead is to a mailing list; undefined for one without e-mail and phone. Phones are digits with their country. */
export function sendpulseContact(lead: Lead): SendpulseContact | undefined {
  const phone = lead.phone?.replace(/\D/g, '')
  const said = {
    name: lead.name,
    phone: lead.email === null ? '' : phone,
    city: lead.city,
    car: [lead.make, lead.model].filter(Boolean).join(' '),
    status: lead.status,
    source: lead.source,
    tags: lead.tags.join(', '),
    code: lead.code,
  }
  const variables = Object.fromEntries(
    Object.entries(said).filter((one): one is [string, string] => !!one[1]),
  )
  if (lead.email !== null) return { by: 'email', email: lead.email.toLowerCase(), variables }
  return phone ? { by: 'phone', phone, variables } : undefined
}
