import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import type { CriterionName } from '@cartie/shared/domain/request-criteria'
import { maxTextLength } from '@cartie/shared/domain/telegram-limits'
import { firstPart, telegramLength } from '@cartie/shared/domain/telegram-text'
import { tidyHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import { composeText } from '@cartie/shared/texts/compose-text'
import type { TextValues } from '@cartie/shared/texts/registry'
import { criteriaLines } from './criteria-lines.ts'
import type { PostedRequest } from './posted-request.ts'

const descriptionLength = 1000
const mustMark = '❗️'
const locales: Record<Language, string> = { uk: 'uk-UA', ru: 'ru-RU', en: 'en-GB' }

/**
 * What a request's posts say: Telegram's HTML within its limits. Its `postText` stands for the workspace's text; of the
 * client it says nothing, contacts in title and wish are left out. A closed one says so at its end.
 */
export function postText(request: PostedRequest, isOpen: boolean): string {
  const { postText: own, texts, language, kind, code } = request
  const mark = isOpen ? '' : `\n\n${composeText(texts, 'request_closed', language, { code })}`
  const limit = maxTextLength - telegramLength(mark)
  const key = kind === 'SELL' ? 'request_for_sale' : 'request_wanted'
  const written = own === null ? '' : firstPart(tidyHtml(own), limit)
  return (written || composeText(texts, key, language, requestValues(request), limit)) + mark
}

function requestValues(request: PostedRequest): TextValues<'request_wanted'> {
  const { code, title, description, criteria, quantity, deadlineAt, language, timeZone } = request
  const lines = criteriaLines(criteria, language)
  const valueOf = (name: CriterionName): string | null => {
    const line = lines.find(({ criterion }) => criterion === name)
    return line ? `${line.value}${line.must ? ` ${mustMark}` : ''}` : null
  }
  const wish =
    description === null ? '' : hideContacts(description).slice(0, descriptionLength).toWellFormed()
  return {
    code,
    title: hideContacts(title) || code,
    make: valueOf('make'),
    model: valueOf('model'),
    year: valueOf('year'),
    budget: valueOf('budget'),
    mileage: valueOf('mileage'),
    fuel: valueOf('fuel'),
    transmission: valueOf('transmission'),
    body: valueOf('body'),
    drive: valueOf('drive'),
    city: valueOf('city'),
    color: valueOf('color'),
    quantity: quantity > 1 ? String(quantity) : null,
    description: wish === title.trim() ? null : wish,
    must: lines.some(({ must }) => must) ? mustMark : null,
    deadline: deadlineAt === null ? null : momentText(deadlineAt, language, timeZone),
  }
}

const momentText = (at: string, language: Language, timeZone: string) =>
  new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
