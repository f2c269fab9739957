import { toMinor } from '@cartie/shared/domain/money'
import { carPostValues } from '@cartie/shared/integrations/car-post'
import type { Language } from '@cartie/shared/schemas/common'
import type { CarListing } from '@cartie/shared/schemas/listing'
import { carVariables } from '@cartie/shared/texts/car-variables'
import { sampleValues } from '@cartie/shared/texts/sample-values'
import type { TextKind } from '@cartie/shared/texts/text-kind'

/** With what a text is shown: samples, the newest car of the inventory, or hardly anything. */
export type PreviewData = 'sample' | 'car' | 'bare'

/** Whether a kind of text tells of a car of the inventory, so that it can be shown with one. */
export const tellsOfCar = ({ variables }: TextKind): boolean =>
  Object.keys(carVariables).every((name) => Object.hasOwn(variables, name))

/** The values of a kind's variables for its preview. */
export function previewValues(
  kind: TextKind,
  language: Language,
  data: PreviewData,
  car: CarListing | undefined,
): Record<string, string | null> {
  const sample = sampleValues(kind, language)
  if (data === 'car' && car) return { ...sample, ...ofCar(car, language) }
  if (data !== 'bare') return sample
  const [first = ''] = Object.keys(kind.variables)
  const known = [first, ...(kind.needs ?? [])]
  return Object.fromEntries(known.map((name) => [name, sample[name] ?? null]))
}

function ofCar({ price, previousPrice, ...car }: CarListing, language: Language) {
  return carPostValues(
    {
      ...car,
      priceMinor: price && toMinor(price.amount, price.currency),
      currency: price && price.currency,
      previousPriceMinor: previousPrice && toMinor(previousPrice.amount, previousPrice.currency),
      previousCurrency: previousPrice && previousPrice.currency,
    },
    language,
  )
}
