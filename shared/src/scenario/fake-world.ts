import type { CarCard } from './car-card.ts'
import type { Effect } from './effect.ts'
import type { Value } from './value.ts'

/** What the world says to an effect that asks it something; undefined for those that ask nothing. */
export type World = (effect: Effect) => { ok: boolean; value: Value } | undefined

const cars: CarCard[] = [
  {
    id: 'sample-1',
    title: 'Skoda Octavia 2018',
    price: { amountMinor: 1_350_000, currency: 'USD' },
    year: 2018,
    mileageKm: 120_000,
    city: 'Kyiv',
    photo: 'sample-photo-1',
  },
  {
    id: 'sample-2',
    title: 'Toyota Camry 2019',
    price: { amountMinor: 2_150_000, currency: 'USD' },
    year: 2019,
    mileageKm: 85_000,
    city: 'Lviv',
    photo: 'sample-photo-2',
  },
]

const ok = (value: Value) => ({ ok: true, value })

/** A friendly world for the simulator: every search finds two cars, every lead and request is taken. */
export const fakeWorld: World = (effect) => {
  switch (effect.type) {
    case 'search':
      return ok({ cars: cars.slice(0, effect.limit), total: cars.length })
    case 'captureLead':
      return ok({ code: 'L-000001' })
    case 'createRequest':
      return ok({ requestId: 'sample-request', code: 'R-000001' })
    case 'listRequests':
      return ok([{ code: 'R-000001', title: 'Skoda Octavia', status: '…' }])
    case 'loadRequest':
      return ok({
        code: 'R-000001',
        title: 'Skoda Octavia',
        text: 'R-000001 · Skoda Octavia 2016+, ≤ 14 000 $',
        open: true,
      })
    case 'submitOffer':
      return ok({ variantId: 'sample-variant' })
    case 'httpRequest':
      return ok({ status: 200, body: {} })
    default:
      return undefined
  }
}
