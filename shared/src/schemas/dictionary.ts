import { z } from 'zod'
import { wordKinds } from '../domain/word-kinds.ts'
import { wordProblems, type WordProblem } from '../domain/own-word.ts'
import { cleanString, Id, pageQuery, Timestamp } from './common.ts'

export const wordLevels = ['workspace', 'global', 'built_in'] as const
export type WordLevel = (typeof wordLevels)[number]

const level = z.enum(wordLevels).meta({
  description: 'who says so: the workspace, before this installation, before Cartie itself',
})
const kind = z.enum(wordKinds)
const name = cleanString(80).meta({ description: 'what cars, requests and leads get' })
const word = cleanString(80).meta({ description: 'what people write' })
const make = cleanString(80).nullable().meta({ description: 'of a model; null for all else' })

export const DictionaryWord = z
  .object({ id: Id, kind, make, name, word, createdAt: Timestamp, updatedAt: Timestamp })
  .meta({ id: 'DictionaryWord', description: 'A spelling that the workspace added' })
export type DictionaryWord = z.infer<typeof DictionaryWord>

export const DictionaryEntry = z
  .object({
    id: z.string().meta({ description: 'unlike that of every other entry' }),
    kind,
    make,
    name: z.string(),
    level,
    words: z.array(
      z.object({
        id: Id.nullable().meta({
          description: 'of what can be changed here: the words of the workspace, or of the installation',
        }),
        word: z.string(),
        level,
      }),
    ),
  })
  .meta({ id: 'DictionaryEntry', description: 'A make, a model or a town with all its spellings' })
export type DictionaryEntry = z.infer<typeof DictionaryEntry>

export const DictionaryQuery = pageQuery.extend({
  kind,
  q: cleanString(80).optional().meta({ description: 'a part of the name or of a spelling' }),
  own: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .meta({ description: 'only what the workspace added to' }),
})
export type DictionaryQuery = z.output<typeof DictionaryQuery>

export const DictionaryWordInput = z.strictObject({ kind, make: make.optional(), name, word })
export type DictionaryWordInput = z.output<typeof DictionaryWordInput>
export const DictionaryWordPatch = z.strictObject({
  make: make.optional(),
  name: name.optional(),
  word: word.optional(),
})
export type DictionaryWordPatch = z.output<typeof DictionaryWordPatch>

export const DictionaryImport = z.strictObject({ rows: z.array(DictionaryWordInput).min(1).max(500) })
export type DictionaryImport = z.output<typeof DictionaryImport>
export const DictionaryImported = z
  .object({
    created: z.int(),
    changed: z.int().meta({ description: 'words that meant something else here before' }),
    unchanged: z.int(),
    refused: z.array(
      z.object({
        row: z.int().meta({ description: 'counted from 0' }),
        code: z.enum(Object.keys(wordProblems) as [WordProblem, ...WordProblem[]]),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'DictionaryImported' })
export type DictionaryImported = z.infer<typeof DictionaryImported>
