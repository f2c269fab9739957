import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { LeadFields } from '@cartie/shared/domain/lead'
import { canonicalMake, canonicalModel } from '@cartie/shared/domain/makes'
import { toMinor } from '@cartie/shared/domain/money'
import { normalizePhone } from '@cartie/shared/domain/phone'
import type { LeadInput } from '@cartie/shared/schemas/lead'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'

type Told = { [F in keyof LeadFields]?: LeadFields[F] | undefined }

/** Nothing known but where it came from. */
export const blankLead: LeadFields = {
  kind: 'BUY',
  status: 'NEW',
  name: '',
  phone: null,
  otherPhones: [],
  email: null,
  telegramUserId: null,
  telegramUsername: null,
  language: null,
  city: null,
  contactId: null,
  botId: null,
  sessionId: null,
  source: 'manual',
  sourceChatId: null,
  campaign: null,
  request: null,
  make: null,
  model: null,
  yearFrom: null,
  yearTo: null,
  budgetMinMinor: null,
  budgetMaxMinor: null,
  currency: null,
  listingId: null,
  ownerId: null,
  tags: [],
  consentAt: null,
}

const minor = (major: number | null, currency: string) => (major === null ? null : toMinor(major, currency))

/**
 * What was written of a lead, as its fields: empty texts are unknown, amounts in minor units, make and model under the
 * names that cars have.
 */
export function writtenFields(input: LeadInput, dictionary: Dictionary): Partial<LeadFields> {
  const { budget, ...rest } = input
  const { make, model } = rest
  const told: Told = {
    ...rest,
    ...(make ? { make: canonicalMake(make, dictionary) } : {}),
    ...(model ? { model: canonicalModel(make ?? '', model, dictionary) } : {}),
    ...(budget === undefined
      ? {}
      : {
          budgetMinMinor: budget && minor(budget.min, budget.currency),
          budgetMaxMinor: budget && minor(budget.max, budget.currency),
          currency: budget && budget.currency,
        }),
  }
  const kept = Object.entries(told).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept.map(([field, value]) => [field, value === '' ? null : value]))
}

/** Everything that a door told of a person, as fields of a lead. A number that can't be read is kept as it is written. */
export function capturedFields(
  input: LeadCapture,
  dictionary: Dictionary,
): Partial<LeadFields> & { otherPhones: readonly string[] } {
  const { phone, otherPhones = [], code: _code, toldCode: _told, ...other } = input
  const { separate: _separate, telegramName: _name, ...rest } = other
  const numbers = [phone ?? '', ...otherPhones].map((raw) => ({ raw: raw.trim(), read: normalizePhone(raw) }))
  const main = numbers[0]!.read ?? null
  const others = numbers.map(({ raw, read }) => read ?? raw).filter((one) => one !== '' && one !== main)
  const username = rest.telegramUsername?.replace(/^@/, '')
  return {
    ...writtenFields(
      { ...rest, ...(username === undefined ? {} : { telegramUsername: username }) },
      dictionary,
    ),
    phone: main,
    otherPhones: [...new Set(others)],
  }
}
