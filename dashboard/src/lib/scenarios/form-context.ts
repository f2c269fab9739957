import { getContext, setContext, type Component } from 'svelte'
import type { Language } from '@cartie/shared/schemas/common'
import type { NodeDefinition } from '@cartie/shared/scenario/node'
import type { GroupProps } from './form-fields.ts'

/** What every field of a step's form may ask. All functions, so that the answers stay fresh. */
export interface FormContext {
  labels: () => NodeDefinition['labels'] | undefined
  /** The languages of the scenario. */
  languages: () => readonly Language[]
  /** Names of variables to suggest. */
  variables: () => readonly string[]
  /** The most characters of the text at a path, where Telegram has a say. */
  limit: (path: string) => number | undefined
  /** What is wrong at a path. */
  problem: (path: string) => string | undefined
  isShown: (name: string) => boolean
  /** Steps to jump to, and other scenarios. */
  steps: () => readonly { value: string; label: string }[]
  scenarios: () => readonly { value: string; label: string }[]
  /** What a field of a name is chosen from, where that is known only here; `loading` until it is. */
  choices?: (name: string) => readonly { value: string; label: string }[] | 'loading' | undefined
  /** Of a field whose answer is not shown: what to say beside it; undefined for all others. */
  secret?: (name: string) => string | undefined
  readonly: () => boolean
  /** What draws a group in a list: handed down, as a group may hold lists again. */
  Group: Component<GroupProps>
}

const key = Symbol('scenario form')

export const setForm = (form: FormContext): FormContext => setContext(key, form)
export const getForm = (): FormContext => getContext<FormContext>(key)
