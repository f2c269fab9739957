/** One make with the spellings that people use for it and its models. */
export interface MakeRow {
  make: string
  /** Other spellings of the make, by commas. */
  spellings: string
  /** Models by semicolons or lines: `Name* = spelling, spelling`; a star: the name alone tells the make. */
  models: string
  /** The make's name is also a common word and needs a model beside it. */
  needsModel?: boolean
  /** Patterns over a compact folded key ("320d") with the model's name as replacement. */
  patterns?: readonly (readonly [RegExp, string])[]
  /** The make whose models this name is also used for: "Lada 2107" is a ВАЗ. */
  elder?: string
  /** Generation codes by model, tried last. */
  codes?: Record<string, string>
}

/** Spellings of a list by commas. */
export const spellingsOf = (list: string): string[] =>
  list
    .split(',')
    .map((spelling) => spelling.trim())
    .filter(Boolean)

/** The models of a row, each with its other spellings. */
export const modelsOfRow = ({ models }: MakeRow): { name: string; solo: boolean; spellings: string[] }[] =>
  models.split(/[;\n]/).flatMap((part) => {
    const [head = '', tail = ''] = part.split('=')
    const name = head.replace('*', '').trim()
    return name ? [{ name, solo: head.includes('*'), spellings: spellingsOf(tail) }] : []
  })
