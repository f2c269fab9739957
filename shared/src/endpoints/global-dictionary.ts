import { defineEndpoint } from '../endpoint.ts'
import * as own from './dictionaries.ts'

// The same as a workspace's words, of the installation: every workspace reads them under its own.

export const listGlobalDictionary = defineEndpoint({
  ...own.listDictionary,
  id: 'operator.dictionary',
  path: '/operator/dictionaries',
  access: 'operator',
  summary: 'Makes, models or towns with the spellings that every workspace of the installation knows',
})
export const addGlobalWord = defineEndpoint({
  ...own.addDictionaryWord,
  id: 'operator.addWord',
  path: '/operator/dictionaries/words',
  access: 'operator',
  summary: 'Adds a spelling for every workspace; a workspace’s own one goes before it',
})
export const changeGlobalWord = defineEndpoint({
  ...own.changeDictionaryWord,
  id: 'operator.changeWord',
  path: '/operator/dictionaries/words/:id',
  access: 'operator',
  summary: 'Changes a spelling of the installation, or what it means',
})
export const removeGlobalWord = defineEndpoint({
  ...own.removeDictionaryWord,
  id: 'operator.removeWord',
  path: '/operator/dictionaries/words/:id',
  access: 'operator',
  summary: 'Forgets a spelling of the installation',
})
export const importGlobalDictionary = defineEndpoint({
  ...own.importDictionary,
  id: 'operator.importWords',
  path: '/operator/dictionaries/import',
  access: 'operator',
  summary: 'Adds many spellings for every workspace; rows that say too little are told and left out',
})
export const exportGlobalDictionary = defineEndpoint({
  ...own.exportDictionary,
  id: 'operator.exportWords',
  path: '/operator/dictionaries/export.csv',
  access: 'operator',
  summary: 'The spellings of the installation as CSV, as they can be imported',
})
