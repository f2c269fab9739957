import { criterionLabel } from '../domain/criterion-names.ts'
import type { CriterionName } from '../domain/request-criteria.ts'
import { words, type Words } from '../scenario/local-text.ts'
import type { TextVariable } from './text-kind.ts'

const named = (name: CriterionName, sample: Words): TextVariable => ({
  label: words(criterionLabel(name, 'uk'), criterionLabel(name, 'ru'), criterionLabel(name, 'en')),
  sample,
})
const same = (text: string) => words(text, text, text)

/** What every text about one car may show of it. */
export const carVariables = {
  car: {
    label: words('Назва з роком', 'Название с годом', 'Title with the year'),
    sample: same('BMW X5 · 2018'),
  },
  title: { label: words('Назва', 'Название', 'Title'), sample: same('BMW X5') },
  make: named('make', same('BMW')),
  model: named('model', same('X5')),
  year: named('year', same('2018')),
  price: { label: words('Ціна', 'Цена', 'Price'), sample: same('35 000 $') },
  mileage: named('mileage', words('85 000 км', '85 000 км', '85 000 km')),
  city: named('city', words('Київ', 'Киев', 'Kyiv')),
  fuel: named('fuel', words('дизель', 'дизель', 'diesel')),
  engine: {
    label: words('Обʼєм двигуна', 'Объём двигателя', 'Engine volume'),
    sample: words('3,0 л', '3,0 л', '3.0 L'),
  },
  transmission: named('transmission', words('автомат', 'автомат', 'automatic')),
  drive: named('drive', words('повний', 'полный', 'all-wheel')),
  body: named('body', words('позашляховик', 'внедорожник', 'SUV')),
  color: named('color', words('чорний', 'чёрный', 'black')),
  hashtags: { label: words('Хештеги', 'Хештеги', 'Hashtags'), sample: same('#BMW #BMW_X5') },
} satisfies Record<string, TextVariable>

/** A car in one line of a template: "BMW X5 · 2018 · 85 000 км · 35 000 $ · Київ". */
export const carTemplate = '{car} · {mileage} · <b>{price}</b> · {city}'
