import type { Language } from '../schemas/common.ts'
import type { TextKind } from './text-kind.ts'

/** Values to try a text with. */
export const sampleValues = ({ variables }: TextKind, language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, { sample }]) => [name, sample[language]]))
