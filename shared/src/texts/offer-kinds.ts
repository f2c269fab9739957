import { maxTextLength } from '../domain/telegram-limits.ts'
import { words, type Words } from '../scenario/local-text.ts'
import type { TextKind } from './text-kind.ts'

const same = (text: string) => words(text, text, text)
const variables = {
  car: { label: words('Авто', 'Авто', 'The car'), sample: same('BMW X5 2018') },
  code: { label: words('Код запиту', 'Код запроса', 'Code of the request'), sample: same('R-7K2M9X') },
  number: { label: words('Номер пропозиції', 'Номер предложения', 'Number of the offer'), sample: same('3') },
  reason: {
    label: words('Причина', 'Причина', 'Reason'),
    sample: words('Задорого для клієнта', 'Дорого для клиента', 'Too dear for the client'),
  },
}
const built = (told: string, reason: string) => `<b>{car}</b> · {code}\n${told}\n${reason}: {reason}`
const offer = (label: Words, told: Words) => ({
  group: 'partner' as const,
  label,
  hint: words(
    'Тому, хто запропонував авто, коли його пропозиція стає такою.',
    'Тому, кто предложил авто, когда его предложение становится таким.',
    'To who offered a car, once their offer becomes this.',
  ),
  variables,
  builtIn: words(built(told.uk, 'Причина'), built(told.ru, 'Причина'), built(told.en, 'Reason')),
  limit: maxTextLength,
})

/** What a giver is told of their offer. */
export const offerKinds = {
  offer_approved: offer(
    words('Пропозиція підходить', 'Предложение подходит', 'An offer fits'),
    words(
      'Ваша пропозиція підходить: готуємо її для клієнта.',
      'Ваше предложение подходит: готовим его для клиента.',
      'Your offer fits: we are preparing it for the client.',
    ),
  ),
  offer_rejected: offer(
    words('Пропозиція не підходить', 'Предложение не подходит', 'An offer does not fit'),
    words(
      'На жаль, ваша пропозиція не підходить.',
      'К сожалению, ваше предложение не подходит.',
      'Sorry, your offer does not fit.',
    ),
  ),
  offer_shown: offer(
    words('Пропозицію показано клієнту', 'Предложение показано клиенту', 'An offer was shown to the client'),
    words(
      'Вашу пропозицію показано клієнту.',
      'Ваше предложение показано клиенту.',
      'Your offer has been shown to the client.',
    ),
  ),
  offer_accepted: offer(
    words('Клієнт обрав пропозицію', 'Клиент выбрал предложение', 'The client chose an offer'),
    words(
      'Клієнт обрав вашу пропозицію! Ми скоро зв’яжемося з вами.',
      'Клиент выбрал ваше предложение! Мы скоро свяжемся с вами.',
      'The client chose your offer! We will be in touch soon.',
    ),
  ),
  offer_declined: offer(
    words('Клієнт не обрав пропозицію', 'Клиент не выбрал предложение', 'The client declined an offer'),
    words(
      'На жаль, клієнт не обрав вашу пропозицію. Дякуємо!',
      'К сожалению, клиент не выбрал ваше предложение. Спасибо!',
      'Sorry, the client did not choose your offer. Thank you!',
    ),
  ),
  offer_beaten: offer(
    words(
      'Клієнт обрав іншу пропозицію',
      'Клиент выбрал другое предложение',
      'The client chose another offer',
    ),
    words(
      'Клієнт обрав не вашу пропозицію. Дякуємо!',
      'Клиент выбрал не ваше предложение. Спасибо!',
      'The client chose another offer. Thank you!',
    ),
  ),
} satisfies Record<string, TextKind>
