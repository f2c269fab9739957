/** The most addresses, and the most texts of posts, that one import takes. */
export const maxUrls = 50_000
export const maxTexts = 1000
