/** The periods that the page offers, in days. */
export const periods = [7, 30, 90] as const
export type PeriodDays = (typeof periods)[number]

/** The period of an address; a month if it names none that is offered. */
export const periodOf = (params: Pick<URLSearchParams, 'get'>): PeriodDays =>
  periods.find((days) => String(days) === params.get('days')) ?? 30

/** The address of the overview of a period. */
export const addressOf = (days: PeriodDays): string => (days === 30 ? '/' : `/?days=${days}`)

/** What the stock is, as the inventory filters it. */
export const stockHref = '/inventory?status=AVAILABLE%2CRESERVED'
