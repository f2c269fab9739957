import { tick } from 'svelte'
import { failed } from './toast.ts'

/** Attributes and listeners of an element. */
export type ElementProps = Record<string | symbol, unknown>

/**
 * What opens something that floats, and stands before that is there: the module of what floats is fetched when a hand
 * comes near, and takes the element over with properties of its own. A press that came before is not lost.
 */
export class LateTrigger<M> {
  /** What floats, once it was fetched. */
  module = $state.raw<M>()
  #given = $state.raw<ElementProps>()
  #isPressed = $state(false)
  #focused: FocusEvent | undefined
  #load: () => Promise<M>
  #plain: ElementProps
  #open: (() => void) | undefined

  /**
   * @param plain what the element says of itself meanwhile, such as `aria-haspopup`
   * @param open opens what floats; absent where a press does not
   */
  constructor(load: () => Promise<M>, plain: ElementProps = {}, open?: () => void) {
    this.#load = load
    this.#open = open
    this.#plain = {
      ...plain,
      onpointerenter: () => this.#fetch(),
      onfocus: (event: FocusEvent) => {
        this.#focused = event
        this.#fetch()
      },
      onblur: () => (this.#focused = undefined),
      ...(open
        ? {
            onpointerdown: () => (this.#isPressed = true),
            onpointerleave: () => (this.#isPressed = false),
            onclick: () => void this.#press(),
            onkeydown: (event: KeyboardEvent) => {
              if (event.key !== 'ArrowDown') return
              event.preventDefault()
              void this.#press()
            },
          }
        : {}),
    }
  }

  /** What the element takes; those of a press that has begun stay until it ends. */
  get props(): ElementProps {
    return this.#isPressed || !this.#given ? this.#plain : this.#given
  }

  /** Takes what the floating part gives its element; undefined when it goes. */
  take = (props: ElementProps | undefined): void => {
    const isFirst = !this.#given
    this.#given = props
    const focused = this.#focused
    this.#focused = undefined
    const { onfocus } = props ?? {}
    if (isFirst && focused && typeof onfocus === 'function') void tick().then(() => onfocus(focused) as void)
  }

  #fetch(): void {
    this.#load().then(
      (module) => (this.module = module),
      () => undefined,
    )
  }

  async #press(): Promise<void> {
    this.#isPressed = false
    try {
      this.module = await this.#load()
      this.#open?.()
    } catch (error) {
      failed(error)
    }
  }
}
