import { townName } from '../domain/town-name.ts'
import { z } from 'zod'
import { kilometres } from '../domain/grouped.ts'
import type { Language } from '../schemas/common.ts'
import { escapeHtml } from './html.ts'
import { display, MoneyValue, type Value } from './value.ts'

/** A car that a search found, as a talk keeps and shows it. */
export const CarCard = z.object({
  /** The listing's id in the inventory; absent for a car that only a site has. */
  id: z.string().max(64).optional(),
  title: z.string().max(200),
  price: MoneyValue.optional(),
  year: z.int().optional(),
  mileageKm: z.int().optional(),
  city: z.string().max(100).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** File id or address. */
  photo: z.string().max(2000).optional(),
})
export type CarCard = z.infer<typeof CarCard>

/** The cars that a variable holds; none if it holds anything else. */
export function carsOf(value: Value | undefined): CarCard[] {
  const parsed = z.array(CarCard).safeParse(value)
  return parsed.success ? parsed.data : []
}

/** A year as it is told beside a title; null where there is none, and where the title says it. */
export const yearBeside = (title: string, year: number | null | undefined): string | null =>
  year == null || title.includes(String(year)) ? null : String(year)

/** A car in one line of Telegram's HTML: "BMW X5 · 2018 · 85 000 км · 35 000 $ · Київ". */
export function carLine(car: CarCard, language: Language): string {
  const title = escapeHtml(car.title)
  const beside = yearBeside(car.title, car.year)
  const year = beside === null ? [] : [beside]
  const mileage = car.mileageKm === undefined ? [] : [kilometres(car.mileageKm, language)]
  const price = car.price ? [`<b>${escapeHtml(display(car.price))}</b>`] : []
  const city = car.city ? [escapeHtml(townName(car.city, language))] : []
  const name = car.url ? `<a href="${escapeHtml(car.url)}">${title}</a>` : title
  return [name, ...year, ...mileage, ...price, ...city].join(' · ')
}
