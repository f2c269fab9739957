import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { escapeHtml, splitHtml, tidyHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import { criteriaLines } from './criteria-lines.ts'
import { requestPostWords } from './post-words.ts'
import type { PostedRequest } from './posted-request.ts'

/** Telegram takes 4096; the rest is for the mark of a request that is closed. */
const longest = 4000
const descriptionLength = 1000
const mustMark = '❗️'
const locales: Record<Language, string> = { uk: 'uk-UA', ru: 'ru-RU', en: 'en-GB' }

/**
 * What a request's posts say: Telegram's HTML within its limits. `postText` stands for the template; of the client it
 * says nothing, contacts in title and wish are left out. A closed one says so at its end.
 */
export function postText(request: PostedRequest, isOpen: boolean): string {
  const { postText: own, language } = request
  const text = splitHtml(own ? tidyHtml(own) : fromTemplate(request), longest)[0] ?? escapeHtml(request.code)
  return isOpen ? text : `${text}\n\n<b>${requestPostWords[language].closed}</b>`
}

function fromTemplate(request: PostedRequest): string {
  const { kind, code, title, description, criteria, quantity, deadlineAt, language, timeZone } = request
  const words = requestPostWords[language]
  const lines = criteriaLines(criteria, language)
  const wish =
    description === null ? '' : hideContacts(description).slice(0, descriptionLength).toWellFormed()
  const parts = [
    [
      `🔎 ${kind === 'SELL' ? words.sell : words.buy} · ${escapeHtml(code)}`,
      `<b>${escapeHtml(hideContacts(title) || code)}</b>`,
    ],
    [
      ...lines.map(
        ({ name, value, must }) =>
          `${escapeHtml(name)}: <b>${escapeHtml(value)}</b>${must ? ` ${mustMark}` : ''}`,
      ),
      quantity > 1 ? `${words.quantity}: <b>${quantity}</b>` : '',
    ],
    [wish === title.trim() ? '' : escapeHtml(wish)],
    [
      lines.some(({ must }) => must) ? `${mustMark} ${words.must}` : '',
      deadlineAt === null ? '' : `${words.deadline} <b>${momentText(deadlineAt, language, timeZone)}</b>`,
    ],
  ]
  return parts
    .map((part) => part.filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n')
}

const momentText = (at: string, language: Language, timeZone: string) =>
  new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
