import { z } from 'zod'
import { Id, Language } from '../schemas/common.ts'
import { letterWords, type LetterKind } from './letter-words.ts'

/**
 * A mail as a delivery keeps it: what it is about, and nothing that opens anything. Its link is drawn when it is sent,
 * so that neither the row nor a copy of the database ever holds one.
 */
export const LetterRequest = z.discriminatedUnion('method', [
  z.object({ method: z.literal('invitation'), params: z.object({ invitationId: Id, language: Language }) }),
  z.object({ method: z.literal('password'), params: z.object({ userId: Id, language: Language }) }),
  z.object({ method: z.literal('address'), params: z.object({ emailLinkId: Id, language: Language }) }),
])
export type LetterRequest = z.infer<typeof LetterRequest>

/** What a mail says, and to whom. */
export interface LetterFacts {
  kind: LetterKind
  language: Language
  to: string
  company: string
  /** The whole address. */
  link: string
  /** Until when the link works, in hours from now. */
  hours: number
}

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A mail in its reader's language, as plain text and as simple HTML that asks nothing of any server. */
export function writeLetter({ kind, language, to, company, link, hours }: LetterFacts): Letter {
  const { subject, text, button, ignore, until, hello } = letterWords[language]
  // A subject is one line, whatever a company calls itself.
  const name = company.replace(/\s+/g, ' ').trim()
  const days = Math.round(hours / 24)
  const lines = [hello, text[kind](name)]
  const ends = [until(days > 1 ? { days } : { hours: Math.max(1, Math.round(hours)) }), ignore]
  const p = (line: string) => `<p style="margin:0 0 16px">${escaped(line)}</p>`
  return {
    to,
    subject: subject[kind](name),
    text: [...lines, `${button[kind]}:\n${link}`, ...ends, name].join('\n\n'),
    html:
      `<!doctype html><html lang="${language}"><body style="margin:0;padding:24px;background:#f6f5f1;color:#1b1a17;font:16px/1.5 system-ui,sans-serif">` +
      `<div style="max-width:520px;margin:0 auto;padding:24px;background:#fff;border-radius:8px">${lines.map(p).join('')}` +
      `<p style="margin:0 0 16px"><a href="${escaped(link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1b1a17;color:#fff;text-decoration:none">${escaped(button[kind])}</a></p>` +
      `<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${escaped(link)}</p>${ends.map(p).join('')}<p style="margin:0">${escaped(name)}</p></div></body></html>`,
  }
}
