import { criterionLabel } from '../domain/criterion-names.ts'
import type { CriterionName } from '../domain/request-criteria.ts'
import { maxTextLength } from '../domain/telegram-limits.ts'
import { words, type Words } from '../scenario/local-text.ts'
import type { Language } from '../schemas/common.ts'
import type { TextKind, TextVariable } from './text-kind.ts'

const same = (text: string) => words(text, text, text)
const samples: Record<CriterionName, Words> = {
  make: same('BMW'),
  model: same('X5'),
  year: words('від 2018', 'от 2018', 'from 2018'),
  budget: words('до 35 000 $ ❗️', 'до 35 000 $ ❗️', 'up to 35 000 $ ❗️'),
  mileage: words('до 120 000 км', 'до 120 000 км', 'up to 120 000 km'),
  fuel: words('дизель', 'дизель', 'diesel'),
  transmission: words('автомат', 'автомат', 'automatic'),
  body: words('позашляховик', 'внедорожник', 'SUV'),
  drive: words('повний', 'полный', 'all-wheel'),
  city: words('Київ', 'Киев', 'Kyiv'),
  color: words('чорний', 'чёрный', 'black'),
}
const criteria = Object.keys(samples) as CriterionName[]
const labelOf = (name: CriterionName) =>
  words(criterionLabel(name, 'uk'), criterionLabel(name, 'ru'), criterionLabel(name, 'en'))

const code: TextVariable = { label: words('Код запиту', 'Код запроса', 'Code'), sample: same('R-7K2M9X') }
const variables = {
  code,
  title: { label: words('Назва запиту', 'Название запроса', 'Title'), sample: same('BMW X5') },
  ...(Object.fromEntries(
    criteria.map((name) => [name, { label: labelOf(name), sample: samples[name] }]),
  ) as Record<CriterionName, TextVariable>),
  quantity: {
    label: words('Кількість, від двох', 'Количество, от двух', 'Quantity, from two'),
    sample: same('2'),
  },
  description: {
    label: words('Опис без контактів', 'Описание без контактов', 'Description without contacts'),
    sample: words('Без підкрасів', 'Без подкрасов', 'No repainted parts'),
  },
  must: {
    label: words('Знак обовʼязкових умов', 'Знак обязательных условий', 'The mark of what is a must'),
    sample: same('❗️'),
  },
  deadline: {
    label: words('Останній строк', 'Последний срок', 'Deadline'),
    sample: words('30 листопада о 18:00', '30 ноября в 18:00', '30 November at 18:00'),
  },
}

const built: Record<Language, Record<'buy' | 'sell' | 'quantity' | 'must' | 'deadline', string>> = {
  uk: {
    buy: 'Шукаємо авто',
    sell: 'Продаємо авто',
    quantity: 'Кількість',
    must: 'обовʼязкова умова',
    deadline: 'Чекаємо пропозиції до',
  },
  ru: {
    buy: 'Ищем авто',
    sell: 'Продаём авто',
    quantity: 'Количество',
    must: 'обязательное условие',
    deadline: 'Ждём предложения до',
  },
  en: {
    buy: 'Car wanted',
    sell: 'Car for sale',
    quantity: 'Quantity',
    must: 'a must',
    deadline: 'Offers are welcome until',
  },
}
const templateIn = (language: Language, kind: 'buy' | 'sell') =>
  [
    `🔎 ${built[language][kind]} · {code}`,
    '<b>{title}</b>',
    '',
    ...criteria.map((name) => `${criterionLabel(name, language)}: <b>{${name}}</b>`),
    `${built[language].quantity}: <b>{quantity}</b>`,
    '',
    '{description}',
    '',
    `{must} ${built[language].must}`,
    `${built[language].deadline} <b>{deadline}</b>`,
  ].join('\n')
const request = (kind: 'buy' | 'sell', label: Words) => ({
  group: 'partner' as const,
  label,
  hint: words(
    'Пост запиту в каналах, групах і партнерам. Про клієнта не каже нічого.',
    'Пост запроса в каналах, группах и партнёрам. О клиенте не говорит ничего.',
    'The post of a request in channels, groups and to partners. It says nothing of the client.',
  ),
  variables,
  builtIn: words(templateIn('uk', kind), templateIn('ru', kind), templateIn('en', kind)),
  limit: maxTextLength,
})

/** What partners read of a request. */
export const requestPostKinds = {
  request_wanted: request('buy', words('Шукаємо авто', 'Ищем авто', 'A car is wanted')),
  request_for_sale: request('sell', words('Продаємо авто', 'Продаём авто', 'A car is offered')),
  request_closed: {
    group: 'partner',
    label: words('Позначка закритого запиту', 'Пометка закрытого запроса', 'The mark of a closed request'),
    hint: words(
      'Стає внизу поста, коли запит закрито.',
      'Становится внизу поста, когда запрос закрыт.',
      'Stands at the end of the post once the request is closed.',
    ),
    variables: { code },
    builtIn: words('<b>🚫 Запит закрито</b>', '<b>🚫 Запрос закрыт</b>', '<b>🚫 Request closed</b>'),
    limit: 200,
  },
} satisfies Record<string, TextKind>
