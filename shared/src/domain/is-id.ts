const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
/** What nobody has, and what everybody has. */
const ends = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

/** Whether a text is an id as the API takes one (`Id`), told without a schema. */
export const isId = (text: string): boolean => uuid.test(text) || ends.includes(text)
