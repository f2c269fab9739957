import type { z } from 'zod'
import type { EventName } from '../event.ts'
import type { Words } from '../scenario/local-text.ts'

/** What the other side gave so that we may speak to it, such as a key: kept encrypted, and never shown again. */
export interface GivenSecret {
  schema: z.ZodType<string>
  label: Words
  help: Words
}

/** One kind of integration: what its form asks and how people read it. One file in `integrations/` each. */
export interface IntegrationKind<Type extends string = string, Config extends z.ZodType = z.ZodType> {
  type: Type
  config: Config
  /** Who makes it: a person by its form, or the other side through the API. */
  madeBy: 'people' | 'api'
  /** Absent where nothing is given. */
  secret?: GivenSecret
  /** Of a service that takes what it is told in its own way: the events, by its form. Others let people choose. */
  eventsOf?: (config: unknown) => EventName[]
  example: z.input<Config>
  /** Fields of the form that are encrypted, and shown to nobody once they are kept. */
  secretFields?: readonly string[]
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
