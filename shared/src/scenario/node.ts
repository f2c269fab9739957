import type { z } from 'zod'
import type { Dictionary } from '../domain/dictionary.ts'
import type { Language } from '../schemas/common.ts'
import type { Effect } from './effect.ts'
import type { Clock, MessageEvent } from './event.ts'
import type { Keyboard, Press } from './keyboard.ts'
import type { LocalText, Words } from './local-text.ts'
import type { SystemText } from './system-texts.ts'
import type { TalkState, Waiting, WaitingFor } from './talk-state.ts'
import type { Value } from './value.ts'

/** A way out of a node. One that nothing is drawn from leads where `otherwise` does, if that is given. */
export interface Exit {
  name: string
  required: boolean
  otherwise?: string
  /** A node that waits may still leave by it as soon as it is entered. */
  atOnce?: boolean
  /** The author's own word for it, such as a choice's label. */
  label?: LocalText
}

/** A text of a node, as the checks see it. */
export interface NodeText {
  /** Path in the options. */
  field: string
  text: LocalText
  /** The most characters that Telegram takes there. */
  limit: number
  /** May be left empty. */
  optional?: boolean
}

/** What a node uses: what `validate` follows through the graph. */
export interface Uses {
  texts?: NodeText[]
  /** Templates that are no texts for people, such as an address. */
  templates?: string[]
  reads?: string[]
  sets?: string[]
  /** Nodes of this scenario that it leads to besides its exits. */
  nodes?: string[]
  /** Other scenarios that it leads to. */
  scenarios?: string[]
}

/** Something that a node's options get wrong beyond their schema. */
export interface OptionProblem {
  code: string
  message: Words
}

/** What reaches a node that waits. */
export type Answer =
  | { kind: 'message'; message: Pick<MessageEvent, 'text' | 'contact' | 'photos' | 'location' | 'from'> }
  | { kind: 'choice'; choice: string }
  | { kind: 'timer' }
  | { kind: 'result'; ok: boolean; value: Value }
  | { kind: 'operator' }

/** Where a talk goes from a node. */
export type Outcome =
  | { to: 'exit'; exit: string }
  | { to: 'node'; nodeId: string }
  | { to: 'scenario'; scenarioId: string; comeBack: boolean }
  | {
      to: 'wait'
      for: WaitingFor
      /** What each inline button stands for, by its index. */
      choices?: string[]
      /** When a timer reaches the node, milliseconds since 1970. */
      until?: number
      memory?: Value
    }
  /** Not an answer: a keyword may take it, else `text` is said, and the exit `invalid` taken after `tries`. */
  | { to: 'refused'; text: string; keyboard?: Keyboard; tries: number }
  | { to: 'ignored' }
  | { to: 'end' }

export const leave = (exit: string): Outcome => ({ to: 'exit', exit })

/** What a node sees of the talk and can do in it. */
export interface NodeContext {
  readonly clock: Clock
  readonly language: Language
  /** Today where the workspace is, YYYY-MM-DD. */
  readonly today: string
  /** By what the workspace recognises makes, models and towns. */
  readonly dictionary: Dictionary
  readonly contact: TalkState['contact']
  readonly payload: string | null
  /** The token of this wait: buttons, timers and requests of the node carry it. */
  readonly token: string
  /** What the node remembered when it began to wait. */
  readonly memory: Waiting['memory']
  /** What the node waits for; nothing while it is entered. */
  readonly waitsFor: WaitingFor | undefined
  /** There is a question before this one. */
  readonly canGoBack: boolean
  /** The labels of the main menu. */
  readonly menu: readonly LocalText[]
  get(name: string): Value | undefined
  /** Undefined unsets. */
  set(name: string, value: Value | undefined): void
  /** A text in the language of the talk with its variables filled in and escaped: Telegram's HTML. */
  html(text: LocalText, language?: Language): string
  /** The label of a button: plain, filled in, within Telegram's limits, never empty. */
  label(text: LocalText): string
  /** A template that is no text for people. */
  plain(template: string): string
  url(template: string): string
  /** A template's own value if it is a single placeholder, else its text. */
  value(template: string): Value | undefined
  system(text: SystemText): string
  emit(effect: Effect): void
  /** Sends a text within Telegram's limits, in several messages where one can't hold it. */
  say(html: string, more?: { photos?: string[]; keyboard?: Keyboard }): void
  /** Callback data of a button of this node. */
  press(press: Press): string
  renewToken(): void
  setLanguage(language: Language): void
  setPhone(phone: string): void
  /** Done in the world: Back never returns behind this. */
  settle(): void
  handOff(): void
}

/** One kind of node: what its form asks, how it leaves, what it does. One file in `nodes/` each. */
interface NodeSpec<Type extends string, Options extends z.ZodType> {
  type: Type
  options: Options
  exits: (options: z.output<Options>) => Exit[]
  /** Whether the node stops the run until something happens. */
  waits: (options: z.output<Options>) => boolean
  uses?: (options: z.output<Options>) => Uses
  problems?: (options: z.output<Options>) => OptionProblem[]
  enter: (talk: NodeContext, options: z.output<Options>) => Outcome
  receive?: (talk: NodeContext, options: z.output<Options>, answer: Answer) => Outcome
  example: z.input<Options>
  labels: {
    name: Words
    help: Words
    /** By the name of an option, at any depth. */
    fields: Record<string, Words>
    exits: Record<string, Words>
    /** By the word of a closed list. */
    values?: Record<string, Words>
  }
}

/** A node's options and what they make of it. */
export interface BoundNode {
  exits: Exit[]
  waits: boolean
  uses: Uses
  problems: OptionProblem[]
  enter: (talk: NodeContext) => Outcome
  receive: (talk: NodeContext, answer: Answer) => Outcome
}

export interface NodeDefinition<Type extends string = string, Options extends z.ZodType = z.ZodType> {
  type: Type
  options: Options
  example: z.input<Options>
  labels: NodeSpec<Type, Options>['labels']
  /** The node that these options make, or what is wrong with them. */
  bind: (options: unknown) => { node: BoundNode } | { issues: { path: string; message: string }[] }
}

/** Makes one kind of node. Its options are checked once, when a node is bound; nothing then doubts them. */
export function defineNode<Type extends string, Options extends z.ZodType>(
  spec: NodeSpec<Type, Options>,
): NodeDefinition<Type, Options> {
  return {
    type: spec.type,
    options: spec.options,
    example: spec.example,
    labels: spec.labels,
    bind(raw) {
      const parsed = spec.options.safeParse(raw)
      if (!parsed.success)
        return { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
      const options = parsed.data
      return {
        node: {
          exits: spec.exits(options),
          waits: spec.waits(options),
          uses: spec.uses?.(options) ?? {},
          problems: spec.problems?.(options) ?? [],
          enter: (talk) => spec.enter(talk, options),
          receive: (talk, answer) => spec.receive?.(talk, options, answer) ?? { to: 'ignored' },
        },
      }
    },
  }
}
