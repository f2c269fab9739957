import { plainText } from './clean-text.ts'
import { findPhoneHits, normalizePhone } from './phone.ts'
import { isVin } from './vin.ts'

const mails =
  /[\p{L}\p{N}._%+-]+ ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]+(?: ?\. ?[\p{L}\p{N}-]+)*\.[\p{L}]{2,}/giu
const links =
  /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)\S+|(?<![\p{L}\p{N}])[a-z0-9-]+(?:\.[a-z0-9-]+){0,3}\.(?:com|ua|net|org|me|ru|io|eu|pl|de|biz|info|shop|online|site|app|link|cc|укр)(?![\p{L}\p{N}])(?:[/?#]\S*)?/giu
const handles = /(?<![\p{L}\p{N}.])@\s?[\p{L}\p{N}_.]{3,}/gu
/** "тг: ivan_auto", "WhatsApp ivan.auto": a name that only its network makes a contact. */
const named =
  /(?<![\p{L}\p{N}])(?:telegram|телеграмм?|телега|тг|tg|viber|вайбер|в[аі]йбер[іе]?|whats ?app|вотсап|ватсап|instagram|[иі]нстаграмм?|inst|insta|[иі]нста|skype|скайп|facebook|фейсбук|signal|сигнал)(?:\s*[:\-–—=]\s*|\s+)@?(?=[a-z0-9._]*[a-z])(?=[a-z]*[_.\d]|[a-z0-9._]{5,})[a-z0-9][a-z0-9._]{3,}/giu
/** Ten digits from a zero on, or with the country before it, whatever stands between them; O and З read as digits. */
const loosePhone =
  /(?<![\p{N}])(?:\+ ?)?(?:[3З][^\p{L}\p{N}]{0,3}[8В][^\p{L}\p{N}]{0,3}|8[^\p{L}\p{N}]{0,3})?[0OОoо](?=[^\p{L}\p{N}]{0,3}[3-9З])(?:[^\p{L}\p{N}]{0,3}[\dOОoоЗ]){9}(?![\p{N}])/gu
const foreignPhone = /\+(?:[^\p{L}\p{N}+]{0,3}\d){9,15}/gu
const digitWords =
  "нуль|ноль|один|одна|два|дв[аі]|дві|три|чотири|четыре|п[’'ʼ]?ять|пять|ш[іе]сть|шесть|сім|семь|вісім|восемь|девять|дев[’'ʼ]?ять|zero|oh|one|two|three|four|five|six|seven|eight|nine"
const spoken = new RegExp(
  `(?<!\\p{L})(?:(?:${digitWords})[^\\p{L}\\p{N}]{1,3}){6,}(?:${digitWords})(?!\\p{L})`,
  'giu',
)

/**
 * A text without anybody's contacts: phone numbers in any spelling, e-mail addresses, names with an @ or after the name
 * of a messenger, and links. Decorated letters become plain; what is left keeps its lines. Amounts, years and VINs stay.
 */
export function hideContacts(raw: string): string {
  let text = plainText(raw)
  // What stood on both sides of a contact may make another: each round is shorter than the one before.
  for (let before = ''; before !== text;) {
    before = text
    text = tidy(withoutPhones(withoutNames(text)))
  }
  return text
}

/** Whether `hideContacts` would take anything out of a text but white space. */
export const hasContacts = (raw: string): boolean => letters(hideContacts(raw)) !== letters(plainText(raw))

const letters = (text: string) => text.replace(/\s/g, '')

const tidy = (text: string) =>
  text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const withoutNames = (text: string) =>
  text.replace(mails, ' ').replace(links, ' ').replace(handles, ' ').replace(named, ' ').replace(spoken, ' ')

function withoutPhones(raw: string): string {
  const text = raw
    .replace(loosePhone, unlessVin)
    .replace(foreignPhone, (run) => (normalizePhone(`+${run.replace(/\D/g, '')}`) === undefined ? run : ' '))
  let out = ''
  let from = 0
  for (const { at, end } of findPhoneHits(text)) {
    if (at < from) continue
    out += `${text.slice(from, at)} `
    from = end
  }
  return out + text.slice(from)
}

/** Digits that may be called become a space, but not those of a VIN. */
function unlessVin(run: string, ...rest: unknown[]): string {
  const [at, whole] = rest.slice(-2) as [number, string]
  const before = /[A-Z0-9]*$/.exec(whole.slice(Math.max(0, at - 17), at))?.[0] ?? ''
  const after = /^[A-Z0-9]*/.exec(whole.slice(at + run.length, at + run.length + 17))?.[0] ?? ''
  return isVin(before + run + after) ? run : ' '
}
