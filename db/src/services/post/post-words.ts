import type { CarField, CarFields } from '@cartie/shared/domain/car'
import type { PostOutcome } from '@cartie/shared/domain/post-outcome'
import type { PostCar } from '@cartie/shared/domain/post-text'
import type { Language } from '@cartie/shared/schemas/common'

/** The fields that a buyer asks for first. */
const asked = [
  'year',
  'priceMinor',
  'mileageKm',
  'location',
  'sellerPhone',
] as const satisfies readonly CarField[]
type Asked = (typeof asked)[number]

interface PostWords {
  save: string
  skip: string
  sure: string
  likely: string
  unsure: string
  missing: string
  known: string
  saving: string
  stale: string
  refused: string
  fields: Record<Asked, string>
  outcomes: Record<PostOutcome, string>
}

/** What the bot says of a forwarded post. */
export const postWords: Record<Language, PostWords> = {
  uk: {
    save: 'Зберегти',
    skip: 'Пропустити',
    sure: 'Розпізнано впевнено.',
    likely: 'Розпізнано, але варто перевірити.',
    unsure: 'Розпізнано невпевнено: перевірте після збереження.',
    missing: 'У пості немає',
    known: 'Це авто вже є: збереження його оновить.',
    saving: 'Зберігаю…',
    stale: 'Ця кнопка вже не діє: пост опрацьовано.',
    refused: 'Так можуть лише адміністратори бота.',
    fields: {
      year: 'року',
      priceMinor: 'ціни',
      mileageKm: 'пробігу',
      location: 'міста',
      sellerPhone: 'телефону',
    },
    outcomes: {
      saved: 'Збережено',
      changed: 'Оновлено',
      unchanged: 'Це авто вже є, без змін',
      sold: 'Позначено проданим',
      reserved: 'Позначено заброньованим',
      refused: 'Не збережено',
      skipped: 'Пропущено',
      failed: 'Не вдалося зберегти',
    },
  },
  ru: {
    save: 'Сохранить',
    skip: 'Пропустить',
    sure: 'Распознано уверенно.',
    likely: 'Распознано, но стоит проверить.',
    unsure: 'Распознано неуверенно: проверьте после сохранения.',
    missing: 'В посте нет',
    known: 'Это авто уже есть: сохранение его обновит.',
    saving: 'Сохраняю…',
    stale: 'Эта кнопка уже не действует: пост обработан.',
    refused: 'Так могут только администраторы бота.',
    fields: {
      year: 'года',
      priceMinor: 'цены',
      mileageKm: 'пробега',
      location: 'города',
      sellerPhone: 'телефона',
    },
    outcomes: {
      saved: 'Сохранено',
      changed: 'Обновлено',
      unchanged: 'Это авто уже есть, без изменений',
      sold: 'Отмечено проданным',
      reserved: 'Отмечено забронированным',
      refused: 'Не сохранено',
      skipped: 'Пропущено',
      failed: 'Не удалось сохранить',
    },
  },
  en: {
    save: 'Save',
    skip: 'Skip',
    sure: 'Read with confidence.',
    likely: 'Read, but worth a look.',
    unsure: 'Read without confidence: check it once it is saved.',
    missing: 'The post does not tell',
    known: 'This car is here already: saving updates it.',
    saving: 'Saving…',
    stale: 'This button has had its time: the post is dealt with.',
    refused: 'The administrators of the bot alone may do this.',
    fields: {
      year: 'the year',
      priceMinor: 'the price',
      mileageKm: 'the mileage',
      location: 'the town',
      sellerPhone: 'the phone',
    },
    outcomes: {
      saved: 'Saved',
      changed: 'Updated',
      unchanged: 'This car is here already, unchanged',
      sold: 'Marked as sold',
      reserved: 'Marked as reserved',
      refused: 'Not saved',
      skipped: 'Skipped',
      failed: 'Could not be saved',
    },
  },
}

/** What a post does not tell of a car, in words. */
export const missingOf = (fields: Partial<CarFields>, language: Language): string[] =>
  asked.filter((field) => fields[field] === undefined).map((field) => postWords[language].fields[field])

/** How sure the reading of cars is: by the least sure of what makes a car. */
export function surenessOf(cars: readonly PostCar[]): 'sure' | 'likely' | 'unsure' {
  const least = Math.min(
    ...cars.map(({ confidence: { make = 0, model = 0, year = 0.6, priceMinor = 0.6 } }) =>
      Math.min(make, model, year, priceMinor),
    ),
  )
  return least >= 0.75 ? 'sure' : least >= 0.5 ? 'likely' : 'unsure'
}
