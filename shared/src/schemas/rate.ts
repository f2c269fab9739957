import { z } from 'zod'

/** The exchange rates of one day. */
export const ExchangeRates = z
  .object({
    day: z.iso
      .date()
      .nullable()
      .meta({ description: 'the day that they are for; null while none are known' }),
    uahPer: z
      .record(z.string(), z.number())
      .meta({ description: 'hryvnias for one unit of each currency, by ISO 4217 code' }),
  })
  .meta({ id: 'ExchangeRates' })
export type ExchangeRates = z.infer<typeof ExchangeRates>
