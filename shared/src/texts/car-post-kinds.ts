import { maxCaptionLength } from '../domain/telegram-limits.ts'
import { words, type Words } from '../scenario/local-text.ts'
import { carTemplate, carVariables } from './car-variables.ts'
import type { TextKind } from './text-kind.ts'

const variables = {
  ...carVariables,
  price_before: {
    label: words('Попередня ціна', 'Прежняя цена', 'Price before'),
    sample: words('37 000 $', '37 000 $', '37 000 $'),
  },
}
const post = (label: Words, hint: Words, builtIn: Words) => ({
  group: 'channel' as const,
  label,
  hint,
  variables,
  builtIn,
  limit: maxCaptionLength,
})
const headed = (head: Words, line: string): Words =>
  words(`${head.uk}\n${line}`, `${head.ru}\n${line}`, `${head.en}\n${line}`)
const struck = `<s>${carTemplate}</s>`

/** What a channel says of the cars of the inventory. */
export const carPostKinds = {
  car_post: post(
    words('Авто продається', 'Авто продаётся', 'A car for sale'),
    words(
      'Новий пост у каналі; змінена ціна виправляє його.',
      'Новый пост в канале; изменённая цена правит его.',
      'A new post in the channel; another price edits it.',
    ),
    words(
      `${carTemplate}\n🔻 було <s>{price_before}</s>`,
      `${carTemplate}\n🔻 было <s>{price_before}</s>`,
      `${carTemplate}\n🔻 was <s>{price_before}</s>`,
    ),
  ),
  car_post_reserved: post(
    words('Авто заброньовано', 'Авто забронировано', 'A car is reserved'),
    words(
      'На це змінюється пост, коли авто бронюють.',
      'На это меняется пост, когда авто бронируют.',
      'The post becomes this once the car is reserved.',
    ),
    headed(words('⏳ <b>Заброньовано</b>', '⏳ <b>Забронировано</b>', '⏳ <b>Reserved</b>'), carTemplate),
  ),
  car_post_sold: post(
    words('Авто продано', 'Авто продано', 'A car is sold'),
    words(
      'На це змінюється пост, коли авто продано.',
      'На это меняется пост, когда авто продано.',
      'The post becomes this once the car is sold.',
    ),
    headed(words('✅ <b>Продано</b>', '✅ <b>Продано</b>', '✅ <b>Sold</b>'), struck),
  ),
  car_post_gone: post(
    words('Авто знято з продажу', 'Авто снято с продажи', 'A car is withdrawn'),
    words(
      'На це змінюється пост, коли авто сховали або видалили.',
      'На это меняется пост, когда авто скрыли или удалили.',
      'The post becomes this once the car is hidden or deleted.',
    ),
    headed(
      words(
        '❌ <b>Більше не продається</b>',
        '❌ <b>Больше не продаётся</b>',
        '❌ <b>No longer for sale</b>',
      ),
      struck,
    ),
  ),
} satisfies Record<string, TextKind>
