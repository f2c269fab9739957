import { defineEndpoint } from '../endpoint.ts'
import { idParams, pageOf } from '../schemas/common.ts'
import * as s from '../schemas/dictionary.ts'

export const listDictionary = defineEndpoint({
  id: 'dictionaries.list',
  method: 'GET',
  path: '/dictionaries',
  access: 'dictionaries.read',
  status: 200,
  summary: 'Makes, models or towns by name, each with all its spellings',
  query: s.DictionaryQuery,
  reply: pageOf(s.DictionaryEntry),
})
export const addDictionaryWord = defineEndpoint({
  id: 'dictionaries.add',
  method: 'POST',
  path: '/dictionaries/words',
  access: 'dictionaries.write',
  status: 201,
  summary: 'Adds a spelling to a make, a model or a town, which may be new',
  body: s.DictionaryWordInput,
  reply: s.DictionaryWord,
})
export const changeDictionaryWord = defineEndpoint({
  id: 'dictionaries.change',
  method: 'PATCH',
  path: '/dictionaries/words/:id',
  access: 'dictionaries.write',
  status: 200,
  summary: 'Changes a spelling of the workspace, or what it means',
  params: idParams,
  body: s.DictionaryWordPatch,
  reply: s.DictionaryWord,
})
export const removeDictionaryWord = defineEndpoint({
  id: 'dictionaries.remove',
  method: 'DELETE',
  path: '/dictionaries/words/:id',
  access: 'dictionaries.write',
  status: 204,
  summary: 'Forgets a spelling of the workspace',
  params: idParams,
})
export const importDictionary = defineEndpoint({
  id: 'dictionaries.import',
  method: 'POST',
  path: '/dictionaries/import',
  access: 'dictionaries.write',
  status: 200,
  summary: 'Adds many spellings; rows that say too little are told and left out',
  body: s.DictionaryImport,
  reply: s.DictionaryImported,
})
export const exportDictionary = defineEndpoint({
  id: 'dictionaries.export',
  method: 'GET',
  path: '/dictionaries/export.csv',
  access: 'dictionaries.read',
  status: 200,
  summary: 'The spellings of the workspace as CSV, as they can be imported',
  replyType: 'text/csv',
})
