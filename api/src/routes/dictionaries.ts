import { addWord } from '@cartie/db/services/dictionary/add'
import { changeWord } from '@cartie/db/services/dictionary/change'
import { exportWords } from '@cartie/db/services/dictionary/export'
import { importWords } from '@cartie/db/services/dictionary/import'
import { listDictionary } from '@cartie/db/services/dictionary/list'
import { removeWord } from '@cartie/db/services/dictionary/remove'
import * as endpoints from '@cartie/shared/endpoints/dictionaries'
import * as installation from '@cartie/shared/endpoints/global-dictionary'
import type { DictionaryWord } from '@cartie/shared/schemas/dictionary'
import type { Http } from '../call.ts'
import { csvOf, type Columns } from '../csv.ts'
import type { Serve } from '../serve.ts'

const columns: Columns<DictionaryWord> = [
  ['kind', (word) => word.kind],
  ['make', (word) => word.make],
  ['name', (word) => word.name],
  ['word', (word) => word.word],
]

/** By what words makes, models and towns are recognised: those of the workspace, and those of the installation. */
export function dictionaryRoutes(serve: Serve): void {
  serve(endpoints.listDictionary, ({ ctx, query }) => listDictionary(ctx, query))
  serve(endpoints.addDictionaryWord, ({ ctx, body }) => addWord(ctx, body))
  serve(endpoints.changeDictionaryWord, ({ ctx, params, body }) => changeWord(ctx, params.id, body))
  serve(endpoints.removeDictionaryWord, ({ ctx, params }) => removeWord(ctx, params.id))
  serve(endpoints.importDictionary, ({ ctx, body }) => importWords(ctx, body))
  serve(endpoints.exportDictionary, ({ ctx, http }) => sendCsv(http, exportWords(ctx)))
  serve(installation.listGlobalDictionary, ({ ctx, query }) => listDictionary(ctx, query, 'global'))
  serve(installation.addGlobalWord, ({ ctx, body }) => addWord(ctx, body, 'global'))
  serve(installation.changeGlobalWord, ({ ctx, params, body }) => changeWord(ctx, params.id, body, 'global'))
  serve(installation.removeGlobalWord, ({ ctx, params }) => removeWord(ctx, params.id, 'global'))
  serve(installation.importGlobalDictionary, ({ ctx, body }) => importWords(ctx, body, 'global'))
  serve(installation.exportGlobalDictionary, ({ ctx, http }) => sendCsv(http, exportWords(ctx, 'global')))
}

async function sendCsv(http: Http, words: AsyncGenerator<DictionaryWord[], void>): Promise<void> {
  const csv = await csvOf(columns, words)
  http.set('Content-Disposition', 'attachment; filename="cartie-dictionary.csv"')
  http.set('Content-Type', 'text/csv; charset=utf-8')
  http.body = csv
}
