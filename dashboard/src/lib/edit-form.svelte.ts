import { mergedEdits, saveEdit } from './edit-conflict.ts'

/**
 * A form for something new, or upon something that others may change while it is filled in: nobody is written over,
 * and nothing that was typed is lost, also what is typed while it is being saved.
 */
export class EditForm<T extends { version: number } | undefined, F extends object> {
  /** What is typed; it stays the same object. */
  form = $state({} as F)
  /** The fields that somebody else changed too, and differently: what was typed stands in them. */
  clashes = $state.raw<readonly (keyof F & string)[]>([])
  busy = $state(false)
  /** What the form is upon, as far as its editor has seen it; undefined for something new. */
  seen: T
  readonly #formOf: (one: T) => F

  /** @param draft what was typed before, where it was kept */
  constructor(one: T, formOf: (one: T) => F, draft: Partial<F> = {}) {
    this.seen = one
    this.#formOf = formOf
    Object.assign(this.form, structuredClone({ ...formOf(one), ...draft }))
  }

  /** The form as it would be had nothing been typed. */
  get began(): F {
    return this.#formOf(this.seen)
  }

  /** Takes in what somebody else has saved; tells whether nothing of it clashes with what was typed. */
  meet(theirs: NonNullable<T>): boolean {
    const merged = mergedEdits($state.snapshot(this.form) as F, this.began, this.#formOf(theirs))
    this.seen = theirs
    Object.assign(this.form, merged.form)
    this.clashes = merged.clashes
    return !merged.clashes.length
  }

  /**
   * Saves what was typed upon what was seen, or upon something newer where that does not clash; undefined where a
   * person has to look first. Throws what is refused for another reason.
   */
  async save(
    upon: NonNullable<T>,
    put: (upon: NonNullable<T>) => Promise<NonNullable<T>>,
    read: () => Promise<NonNullable<T>>,
  ): Promise<NonNullable<T> | undefined> {
    this.clashes = []
    let sent = this.form
    const saved = await saveEdit<NonNullable<T>>({
      version: upon.version,
      put: () => {
        sent = $state.snapshot(this.form) as F
        return put(this.seen ?? upon)
      },
      read,
      meet: (theirs) => this.meet(theirs),
    })
    if (!saved) return undefined
    const { form } = mergedEdits($state.snapshot(this.form) as F, sent, this.#formOf(saved))
    this.seen = saved
    Object.assign(this.form, form)
    return saved
  }
}
