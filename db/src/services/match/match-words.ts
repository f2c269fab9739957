import type { Language } from '@cartie/shared/schemas/common'
import type { MatchPress } from './match-press.ts'

interface MatchWords {
  /** The head of a message about one car, or so many. */
  fits: string
  fitMany: (count: number) => string
  cheaper: string
  more: (count: number) => string
  buttons: Record<MatchPress, string>
  done: Record<'offered' | 'hidden' | 'snoozed', string>
  /** It was told of, and fits no more. */
  over: string
  gone: string
  refused: string
}

/** What the bot says of cars that fit a request. */
export const matchWords: Record<Language, MatchWords> = {
  uk: {
    fits: 'Підходить авто',
    fitMany: (count) => `Підходять авто: ${count}`,
    cheaper: 'подешевшало',
    more: (count) => `…і ще ${count}`,
    buttons: { offer: 'Запропонувати', hide: 'Сховати', snooze: 'На завтра' },
    done: { offered: 'Запропоновано', hidden: 'Сховано', snoozed: 'Відкладено до завтра' },
    over: 'Більше не підходить',
    gone: 'Ця кнопка вже не діє: авто більше не підходить або запит закрито.',
    refused: 'Так можна лише в чаті адміністраторів бота.',
  },
  ru: {
    fits: 'Подходит авто',
    fitMany: (count) => `Подходят авто: ${count}`,
    cheaper: 'подешевело',
    more: (count) => `…и ещё ${count}`,
    buttons: { offer: 'Предложить', hide: 'Скрыть', snooze: 'На завтра' },
    done: { offered: 'Предложено', hidden: 'Скрыто', snoozed: 'Отложено до завтра' },
    over: 'Больше не подходит',
    gone: 'Эта кнопка уже не действует: авто больше не подходит или запрос закрыт.',
    refused: 'Так можно только в чате администраторов бота.',
  },
  en: {
    fits: 'A car fits',
    fitMany: (count) => `Cars that fit: ${count}`,
    cheaper: 'cheaper now',
    more: (count) => `…and ${count} more`,
    buttons: { offer: 'Offer', hide: 'Hide', snooze: 'Tomorrow' },
    done: { offered: 'Offered', hidden: 'Hidden', snoozed: 'Put off until tomorrow' },
    over: 'Fits no more',
    gone: 'This button has had its time: the car fits no more, or the request is closed.',
    refused: 'That works in the chat of the bot’s administrators alone.',
  },
}
