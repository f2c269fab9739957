import { z } from 'zod'
import { textKeys } from '../texts/registry.ts'
import { textGroups } from '../texts/text-kind.ts'
import { cleanString } from './common.ts'

export const TextKey = z.enum(textKeys)
const inLanguages = z.object({ uk: z.string(), ru: z.string(), en: z.string() })

export const WorkspaceText = z
  .object({
    key: TextKey,
    group: z.enum(textGroups).meta({ description: 'by whom it is read' }),
    limit: z
      .int()
      .meta({ description: 'how long it may be once it is filled, in UTF-16 units without markup' }),
    variables: z.array(z.string()).meta({ description: 'what it may show, each as {name}' }),
    builtIn: inLanguages,
    own: inLanguages.meta({ description: 'empty: the built-in one is sent' }),
  })
  .meta({
    id: 'WorkspaceText',
    description:
      'A post or message as it is sent: Telegram’s HTML with variables. Lines, and pieces between " · ", whose variables are all empty are left out',
  })
export type WorkspaceText = z.infer<typeof WorkspaceText>

const template = cleanString(8000).meta({ description: 'empty: the built-in one again' })
export const TextPatch = z.strictObject({
  uk: template.optional(),
  ru: template.optional(),
  en: template.optional(),
})
export type TextPatch = z.infer<typeof TextPatch>
