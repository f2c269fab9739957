import type { CarField, CarFields, ExtractedCar, Provenance } from '@cartie/shared/domain/car'
import { bodyTypes, fuels, listingStatuses, transmissions } from '@cartie/shared/domain/car'

/** A generator of numbers from 0 to 1 that gives the same ones each time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const makes = (
  'Volkswagen BMW Mercedes-Benz Audi Toyota Renault Skoda Ford Nissan Hyundai Kia Opel Mazda Honda Peugeot Lexus ' +
  'Mitsubishi Chevrolet Citroen Volvo Tesla Subaru Suzuki Jeep Porsche Dacia Fiat Infiniti Seat Zeekr BYD Mini Jaguar'
).split(' ')
const models =
  'One Two Octavia Golf Passat X5 X3 Camry Corolla Focus Leaf Tucson Sportage Astra A4 A6 Megane Duster'.split(
    ' ',
  )
const places = 'Київ Львів Одеса Дніпро Харків Вінниця Полтава Луцьк Рівне Ужгород Тернопіль Чернівці'.split(
  ' ',
)
const sources = ['auto.ria.com', 'olx.ua', 'rst.ua', 'mobile.de', 'otomoto.pl', 'cars.example']
const vinLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
const sentence = 'Авто в гарному стані, один власник, повна сервісна історія, не бите, не фарбоване. '

/** Early ones often, late ones seldom: as makes and sources are spread in life. */
const pick = <T>(random: () => number, from: readonly T[], skew = 2): T =>
  from[Math.floor(random() ** skew * from.length)]!

/** Fields that pages print in other words than they are stored in. */
const printed: Record<string, (value: unknown) => string> = {
  priceMinor: (v) => `${String(v)} $ · торг`,
  mileageKm: (v) => `${String(v)} тис. км`,
  fuel: () => 'Дизель, 2.0 л',
  transmission: () => 'Автоматична',
  bodyType: () => 'Позашляховик / Кросовер',
  color: () => 'Сірий металік',
  sellerPhone: () => '(067) 123 45 67',
  vin: (v) => `VIN: ${String(v).slice(0, 9)}…`,
}

const kinds = 3000
const kindsMade: ExtractedCar[] = []

/**
 * The nth car of a made-up market: the same car for the same number. `turn` > 0 gives it a new price and mileage.
 * Cheap, so that it can be called while the clock runs: all but its identity, price and mileage is one of 3,000.
 */
export function fakeCar(n: number, turn = 0): ExtractedCar {
  const kind = (kindsMade[n % kinds] ??= fakeKind(n % kinds))
  const { fields } = kind
  const age = 2026 - fields.year!
  return {
    ...kind,
    fields: {
      ...fields,
      mileageKm: ((n * 7919) % 18_000) * age + turn * 500,
      ...(fields.priceMinor
        ? { priceMinor: fields.priceMinor + ((n * 104_729) % 3000) * 100 - turn * 5000 }
        : {}),
      ...(fields.vin ? { vin: `${fields.vin.slice(0, 9)}${String(n % 100_000_000).padStart(8, '0')}` } : {}),
    },
    sourceId: String(n),
    sourceUrl: `https://${kind.source}/auto/${fields.make!.toLowerCase()}-${fields.model!.toLowerCase()}-${n}.html`,
  }
}

function fakeKind(n: number): ExtractedCar {
  const random = seededRandom(n + 1)
  const make = pick(random, makes)
  const model = `${pick(random, models, 1.5)}`
  const year = 2025 - Math.floor(random() ** 1.5 * 27)
  const fields: Partial<CarFields> = {
    title: `${make} ${model} ${year}`,
    make,
    model,
    year,
    mileageKm: 1,
    location: pick(random, places),
    fuel: pick(random, fuels, 3),
    transmission: pick(random, transmissions),
    bodyType: pick(random, bodyTypes, 3),
    engineVolumeL: Math.round(random() * 30 + 10) / 10,
    powerHp: 60 + Math.floor(random() * 300),
    color: pick(random, ['black', 'white', 'grey', 'blue', 'red']),
    condition: 'used',
    description: sentence.repeat(2 + Math.floor(random() * 10)),
    images: Array.from(
      { length: 3 + Math.floor(random() * 10) },
      (_, i) => `https://img.cars.example/photo/${n}/${i}.webp`,
    ),
    sellerName: 'Іван',
    sellerPhone: `+38067${String(1_000_000 + (n % 8_999_999))}`,
    sellerKind: 'private',
    status: random() < 0.9 ? 'AVAILABLE' : pick(random, listingStatuses, 1),
  }
  if (random() < 0.6)
    fields.vin = Array.from({ length: 17 }, () => vinLetters[Math.floor(random() * 33)]).join('')
  if (random() < 0.97) {
    fields.priceMinor = Math.round(1500 + 40_000 * random() ** 3) * 100
    fields.currency = random() < 0.8 ? 'USD' : random() < 0.6 ? 'EUR' : 'UAH'
  }
  const origin = (field: string, value: unknown): Provenance => ({
    extractor: 'json_ld',
    confidence: 0.95,
    raw: printed[field]?.(value) ?? String(value).slice(0, 120),
    seenAt: '2026-11-20T10:00:00.000Z',
  })
  const provenance = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field as CarField, origin(field, value)]),
  )
  return { fields, provenance, losers: {}, source: pick(random, sources) }
}
