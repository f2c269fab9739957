/** A choice that this browser remembers. What is stored and no longer fits is replaced by `usual`. */
export class Remembered<T> {
  #key: string
  #value = $state.raw() as T

  constructor(key: string, usual: T, fits: (value: unknown) => value is T) {
    this.#key = key
    this.#value = usual
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
      if (fits(stored)) this.#value = stored
    } catch {
      // Without storage, or with a torn value in it, the usual one stays.
    }
  }

  get value(): T {
    return this.#value
  }
  set value(value: T) {
    this.#value = value
    try {
      localStorage.setItem(this.#key, JSON.stringify(value))
    } catch {
      // A full or forbidden storage only means that the choice is forgotten.
    }
  }
}

/** Whether a stored value is one of a closed list. */
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (value: unknown): value is T =>
    words.includes(value as T)

/** Whether a stored value is a list of words. */
export const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string')
