/** The parts of a request's page. */
export const requestTabs = ['overview', 'matches', 'variants', 'broadcast', 'proposals', 'story'] as const
export type RequestTab = (typeof requestTabs)[number]

/** The part that an address names; the first if it names none. */
export const tabOf = (params: URLSearchParams): RequestTab =>
  requestTabs.find((tab) => tab === params.get('tab')) ?? 'overview'
