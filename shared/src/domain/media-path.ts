/** Where the photos that this installation keeps are shown, below its own address. */
const prefix = '/api/media/'
const pattern = /^\/api\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export const mediaPath = (id: string): string => prefix + id

/** The id of a photo of our own; undefined for any other address. */
export const mediaIdOf = (path: string): string | undefined => pattern.exec(path)?.[1]
