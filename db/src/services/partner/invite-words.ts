import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'

interface InviteWords {
  joined: (partner: string) => string
  known: (partner: string) => string
  used: string
  expired: string
  stale: string
  refused: string
}

/** What the bot answers to who opens an invitation: Telegram's HTML. */
export const inviteWords: Record<Language, InviteWords> = {
  uk: {
    joined: (partner) =>
      `Вітаємо! Ви тепер у команді партнера <b>${escapeHtml(partner)}</b>. Запити на авто надходитимуть сюди: під кожним є кнопка, щоб запропонувати авто.`,
    known: (partner) => `Ви вже в команді партнера <b>${escapeHtml(partner)}</b>: запити надходять сюди.`,
    used: 'Це запрошення вже використали. Попросіть менеджера про нове: кожне діє для однієї людини.',
    expired: 'Строк цього запрошення минув. Попросіть менеджера про нове.',
    stale: 'Це запрошення не діє. Попросіть менеджера про нове.',
    refused: 'За цим запрошенням приєднатися не можна. Зверніться до менеджера.',
  },
  ru: {
    joined: (partner) =>
      `Добро пожаловать! Вы теперь в команде партнёра <b>${escapeHtml(partner)}</b>. Запросы на авто будут приходить сюда: под каждым есть кнопка, чтобы предложить авто.`,
    known: (partner) => `Вы уже в команде партнёра <b>${escapeHtml(partner)}</b>: запросы приходят сюда.`,
    used: 'Это приглашение уже использовали. Попросите у менеджера новое: каждое действует для одного человека.',
    expired: 'Срок этого приглашения истёк. Попросите у менеджера новое.',
    stale: 'Это приглашение не действует. Попросите у менеджера новое.',
    refused: 'По этому приглашению присоединиться нельзя. Обратитесь к менеджеру.',
  },
  en: {
    joined: (partner) =>
      `Welcome! You are on the team of <b>${escapeHtml(partner)}</b> now. Requests for cars will come here, each with a button to offer one.`,
    known: (partner) => `You are on the team of <b>${escapeHtml(partner)}</b> already: requests come here.`,
    used: 'This invitation has been used. Ask the manager for another: each is for one person.',
    expired: 'This invitation has expired. Ask the manager for another.',
    stale: 'This invitation does not work. Ask the manager for another.',
    refused: 'You can’t join by this invitation. Please speak to the manager.',
  },
}
