import type { z } from 'zod'
import type { Words } from '../scenario/local-text.ts'

/** One kind of integration: what its form asks and how people read it. One file in `integrations/` each. */
export interface IntegrationKind<Type extends string = string, Config extends z.ZodType = z.ZodType> {
  type: Type
  config: Config
  /** Who makes it: a person by its form, or the other side through the API. */
  madeBy: 'people' | 'api'
  example: z.input<Config>
  labels: {
    name: Words
    help: Words
    /** By the name of a field of the form, at any depth. */
    fields: Record<string, Words>
    /** By the word of a closed list. */
    values?: Record<string, Words>
  }
}

/** Keeps the exact types of a kind. */
export const defineIntegration = <Type extends string, Config extends z.ZodType>(
  kind: IntegrationKind<Type, Config>,
): IntegrationKind<Type, Config> => kind
