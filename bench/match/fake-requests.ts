import { bodyTypes, fuels, transmissions } from '@cartie/shared/domain/car'
import type { RequestCreate } from '@cartie/shared/schemas/request'
import { fakeCar, seededRandom } from '../listings/fake-cars.ts'

/**
 * The nth wish of a made-up market: seven of ten name make and model, the others a make, a make that is only nice to
 * have, or a kind of car alone. The same wish for the same number.
 */
export function fakeRequest(n: number): RequestCreate {
  const random = seededRandom(1_000_000 + n)
  const { make, model, year } = fakeCar(Math.floor(random() * 200_000)).fields
  const max = 5000 + Math.floor(random() * 60) * 1000
  const share = random()
  const common = {
    yearFrom: Math.max(2000, year! - 3),
    budget: { min: null, max, currency: 'USD' },
    mileageKmTo: random() < 0.5 ? 150_000 : null,
    fuels: random() < 0.5 ? [fuels[Math.floor(random() * 3)]!] : [],
    transmissions: random() < 0.5 ? [transmissions[Math.floor(random() * 2)]!] : [],
    cities: random() < 0.3 ? ['Київ'] : [],
  }
  const body = [bodyTypes[Math.floor(random() * 4)]!]
  const criteria =
    share < 0.7
      ? { ...common, makes: [make!], models: [model!], must: ['make' as const, 'model' as const] }
      : share < 0.85
        ? { ...common, makes: [make!], must: ['make' as const, 'budget' as const] }
        : share < 0.95
          ? { ...common, bodyTypes: body, must: ['body' as const, 'budget' as const] }
          : {
              ...common,
              makes: [make!],
              bodyTypes: body,
              must: ['body' as const, 'budget' as const, 'year' as const],
            }
  return { title: `${make} ${model}`, criteria }
}
