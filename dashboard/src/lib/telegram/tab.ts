export const botTabs = ['settings', 'menu', 'channels'] as const
export type BotTab = (typeof botTabs)[number]
