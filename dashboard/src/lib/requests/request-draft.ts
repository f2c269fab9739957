import type { CriterionName } from '@cartie/shared/domain/request-criteria'
import type { RequestForm } from './request-form.ts'

/** What a person wrote themselves, whatever the text says. */
export type Touched = CriterionName | 'title' | 'kind'

/** What was begun of a new request: its text, what stands in the form, and what of that a person wrote. */
export interface RequestDraft {
  text: string
  form: RequestForm
  touched: Touched[]
}

/** A stored draft, upon a blank form; what is none, and fields of another kind, are left out. */
export function draftOf(stored: string | null, blank: RequestForm): RequestDraft | undefined {
  try {
    const draft = JSON.parse(stored ?? 'null') as Partial<RequestDraft> | null
    if (typeof draft !== 'object' || draft === null) return undefined
    const kinds = blank as unknown as Record<string, unknown>
    const isLike = ([key, value]: [string, unknown]) =>
      key in kinds &&
      (kinds[key] === undefined ? typeof value === 'number' : typeof value === typeof kinds[key]) &&
      Array.isArray(value) === Array.isArray(kinds[key])
    const fields = Object.fromEntries(Object.entries(draft.form ?? {}).filter(isLike))
    return {
      text: typeof draft.text === 'string' ? draft.text : '',
      form: { ...blank, ...fields },
      touched: Array.isArray(draft.touched) ? draft.touched : [],
    }
  } catch {
    return undefined
  }
}
