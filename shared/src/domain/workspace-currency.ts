/** The currencies that a company may count in. */
export const workspaceCurrencies = ['USD', 'EUR', 'UAH'] as const
export type WorkspaceCurrency = (typeof workspaceCurrencies)[number]
