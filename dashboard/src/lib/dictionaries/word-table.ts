import { wordKinds, type WordKind } from '@cartie/shared/domain/word-kinds'
import { wordPattern as w } from '@cartie/shared/domain/vocabulary'
import type { DictionaryWordInput } from '@cartie/shared/schemas/dictionary'
import { call } from '#lib/api.ts'
import { guessColumns } from '#lib/csv/guess-columns.ts'
import type { TableKind } from '#lib/csv/table-kind.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Shelf } from './shelf.ts'
import { kindWords, problemWords } from './words.ts'

const targets = ['kind', 'make', 'name', 'word'] as const
type WordTarget = (typeof targets)[number]

const kinds: readonly (readonly [WordKind, RegExp])[] = [
  ['make', w('<make|<brand|<марк|<бренд')],
  ['model', w('<model|<модел')],
  ['city', w('<city|<cities|<town|<міст|<город')],
]
const kindOf = (raw: string): WordKind | undefined =>
  wordKinds.find((kind) => kind === raw) ?? kinds.find(([, pattern]) => pattern.test(raw.toLowerCase()))?.[0]

/** A table of words for a shelf: each row a spelling and what it means. */
export const wordTable = (shelf: Shelf): TableKind<DictionaryWordInput, WordTarget> => ({
  targets,
  hasAmounts: false,
  words: {
    kind: m.dictionary_column_kind,
    make: m.dictionary_make,
    name: m.dictionary_name,
    word: m.dictionary_word,
  },
  guess: (header, rows) =>
    guessColumns(header, rows, {
      targets,
      headers: [
        ['kind', w('<kind|<type|<тип|<вид')],
        ['word', w('<alias|<word|<spelling|<слово|<напис|<синон|<псевд')],
        ['name', w('<name|<canonical|<means|<назв|<назва|<знач')],
        ['make', w('<make|<brand|<марка|<бренд')],
      ],
      looks: [],
    }),
  read(cells, mapping) {
    const text = (target: WordTarget) => cells[mapping.indexOf(target)]?.trim().slice(0, 80) ?? ''
    const [name, word, make] = [text('name'), text('word'), text('make')]
    if (!name && !word) return { unread: [] }
    const raw = text('kind')
    // A table without kinds is one of makes, or of models where makes stand beside them.
    const kind = raw ? kindOf(raw) : make ? 'model' : 'make'
    if (!kind) return { unread: [{ column: mapping.indexOf('kind'), target: 'kind' }] }
    return { row: { kind, make: make || null, name, word }, unread: [] }
  },
  understood: (row, target, raw) => (target === 'kind' && row.kind !== raw ? kindWords[row.kind]() : ''),
  skippedText: m.dictionary_rows_skipped,
  changedText: m.dictionary_changed_count,
  async send(rows, key, signal) {
    const reply = await call(shelf.import, { body: { rows }, idempotencyKey: key, signal })
    return {
      ...reply,
      refused: reply.refused.map(({ row, code }) => ({ row, message: problemWords[code]() })),
    }
  },
})
