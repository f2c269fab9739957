import type { Language } from '@cartie/shared/schemas/common'

interface PutWords {
  /** On the button under a forwarded post. */
  put: string
  which: string
  none: string
  done: (code: string, number: number) => string
  refused: string
  stale: string
}

/** What the bot says where a forwarded post is put to a request. */
export const putWords: Record<Language, PutWords> = {
  uk: {
    put: 'До запиту',
    which: 'До якого запиту?',
    none: 'Зараз немає відкритих запитів.',
    done: (code, number) => `✅ Додано до запиту ${code}: пропозиція №${number}.`,
    refused: 'Так можуть лише адміністратори бота й партнери.',
    stale: 'Ця кнопка вже не діє: пост опрацьовано.',
  },
  ru: {
    put: 'К запросу',
    which: 'К какому запросу?',
    none: 'Сейчас нет открытых запросов.',
    done: (code, number) => `✅ Добавлено к запросу ${code}: предложение №${number}.`,
    refused: 'Так могут только администраторы бота и партнёры.',
    stale: 'Эта кнопка уже не действует: пост обработан.',
  },
  en: {
    put: 'To a request',
    which: 'To which request?',
    none: 'No request is open at the moment.',
    done: (code, number) => `✅ Added to request ${code}: offer №${number}.`,
    refused: 'Only administrators of the bot and partners may do that.',
    stale: 'This button has had its time: the post was dealt with.',
  },
}
