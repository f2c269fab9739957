import { ApiError } from '@cartie/shared/client'

/** An edit of something that others may change meanwhile. */
interface Edit<T extends { version: number }> {
  /** The version that the editor saw. */
  version: number
  put: (version: number) => Promise<T>
  read: () => Promise<T>
  /** Takes in what somebody else has saved; tells whether the edit may be saved upon it without asking. */
  meet: (theirs: T) => boolean
}

/**
 * Saves an edit upon the version that its editor saw, and upon a newer one only after `meet` has taken that in. Undefined
 * where a person has to look first: nothing is saved then. Throws what is refused for another reason.
 */
export async function saveEdit<T extends { version: number }>(edit: Edit<T>): Promise<T | undefined> {
  try {
    return await edit.put(edit.version)
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'conflict') throw error
    const theirs = await edit.read()
    if (theirs.version === edit.version) throw error
    return edit.meet(theirs) ? edit.put(theirs.version) : undefined
  }
}

/** Whether two values of a form say the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What two people made of a form that both began with: mine where I changed it, else theirs. `clashes` are the fields
 * that both changed, and differently; mine stands in them.
 */
export function mergedEdits<F extends object>(
  mine: F,
  began: F,
  theirs: F,
): { form: F; clashes: (keyof F & string)[] } {
  const fields = Object.keys(mine) as (keyof F & string)[]
  const own = fields.filter((field) => !isSame(mine[field], began[field]))
  const clashes = own.filter(
    (field) => !isSame(theirs[field], began[field]) && !isSame(theirs[field], mine[field]),
  )
  return { form: { ...theirs, ...Object.fromEntries(own.map((field) => [field, mine[field]])) }, clashes }
}
