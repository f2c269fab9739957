/** Where a chat stands in the inbox. */
export const chatHref = (sessionId: string): string => `/inbox?id=${encodeURIComponent(sessionId)}`
