import {
  addDictionaryWord,
  changeDictionaryWord,
  importDictionary,
  listDictionary,
  removeDictionaryWord,
} from '@cartie/shared/endpoints/dictionaries'
import {
  addGlobalWord,
  changeGlobalWord,
  importGlobalDictionary,
  listGlobalDictionary,
  removeGlobalWord,
} from '@cartie/shared/endpoints/global-dictionary'

/** Whose words are looked at and changed, and by what calls. */
export const shelves = {
  workspace: {
    list: listDictionary,
    add: addDictionaryWord,
    change: changeDictionaryWord,
    remove: removeDictionaryWord,
    import: importDictionary,
    exportPath: '/dictionaries/export.csv',
  },
  installation: {
    list: listGlobalDictionary,
    add: addGlobalWord,
    change: changeGlobalWord,
    remove: removeGlobalWord,
    import: importGlobalDictionary,
    exportPath: '/operator/dictionaries/export.csv',
  },
}
export type Shelf = (typeof shelves)[keyof typeof shelves]
