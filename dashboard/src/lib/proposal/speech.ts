import type { Language } from '@cartie/shared/schemas/common'
import { day, money, number } from '#lib/format.ts'

type Message<I extends object> = (inputs: I, options?: { locale?: Language }) => string

/** Speaks one language whatever the reader's is: a proposal's own, also where it is previewed. */
export const speechOf = (language: Language) => ({
  language,
  /** A message with its values. */
  say: <I extends object>(message: Message<I>, inputs: I = {} as I): string =>
    message(inputs, { locale: language }),
  number: (value: number) => number(value, language),
  money: ({ amount, currency }: { amount: number; currency: string }) => money(amount, currency, language),
  day: (at: string) => day(at, language),
})
export type Speech = ReturnType<typeof speechOf>
