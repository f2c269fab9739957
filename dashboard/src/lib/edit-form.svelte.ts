import { untrack } from 'svelte'
import { isSame, mergedEdits, saveEdit } from './edit-conflict.ts'

const versionOf = (one: { version?: number } | undefined): number => one?.version ?? 0

/**
 * A form for something new, or upon something that others may change while it is filled in: nobody is written over,
 * and nothing that was typed is lost, also what is typed while it is being saved.
 */
export class EditForm<T extends object | undefined, F extends object> {
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
    Object.assign(this.form, $state.snapshot({ ...formOf(one), ...draft }))
  }

  /** The form as it would be had nothing been typed. */
  get began(): F {
    return this.#formOf(this.seen)
  }

  /** Takes in what somebody else has saved; tells whether nothing of it clashes with what was typed. */
  meet(theirs: NonNullable<T>): boolean {
    const found = this.#takeIn(theirs, this.began)
    const now = this.#formOf(theirs)
    const left = this.clashes.filter((field) => !isSame(this.form[field], now[field]))
    this.clashes = [...new Set([...left, ...found])]
    return !this.clashes.length
  }

  /** Shows what others change while the form is open, but for what was typed; called where a component begins. */
  follow(latest: () => NonNullable<T> & { version?: number }): void {
    $effect(() => {
      const now = latest()
      // A list that was asked for before the last save may come after it.
      const isOld = now === this.seen || (now.version ?? Infinity) <= versionOf(this.seen)
      if (!isOld && !this.busy) untrack(() => this.meet(now))
    })
  }

  /** Puts what was typed as it is, by `put`, and takes in what became of it. Throws what `put` throws. */
  async keep<V extends NonNullable<T>>(put: () => Promise<V>): Promise<V> {
    this.clashes = []
    const sent = this.#typed()
    const saved = await put()
    this.#takeIn(saved, sent)
    return saved
  }

  /**
   * Saves what was typed upon what was seen, or upon something newer where that does not clash; undefined where a
   * person has to look first. Throws what is refused for another reason.
   */
  save<V extends NonNullable<T> & { version: number }>(
    upon: V,
    put: (upon: V) => Promise<V>,
    read: () => Promise<V>,
  ): Promise<V | undefined> {
    let last = upon
    return saveEdit<V>({
      version: upon.version,
      put: () => this.keep(() => put(last)),
      read,
      meet: (theirs) => this.meet((last = theirs)),
    })
  }

  /** A copy of what is typed now. */
  #typed(): F {
    return $state.snapshot(this.form) as F
  }

  /** Puts one that is newer in the place of the one seen; what was typed since `before` stays. */
  #takeIn(newer: NonNullable<T>, before: F): readonly (keyof F & string)[] {
    const merged = mergedEdits(this.#typed(), before, this.#formOf(newer))
    this.seen = newer
    Object.assign(this.form, merged.form)
    return merged.clashes
  }
}
