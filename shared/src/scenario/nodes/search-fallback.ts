import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode } from '../node.ts'
import { search, searched, searchExits, searchLabels, searchOptions, searchUses } from './car-search.ts'

export const searchFallback = defineNode({
  type: 'SEARCH_FALLBACK',
  options: z.object(searchOptions),
  exits: searchExits,
  waits: () => true,
  uses: searchUses,
  enter: (talk, options) => search(talk, options, { where: ['sites'], enough: options.limit }),
  receive: searched,
  example: { limit: 3 },
  labels: {
    name: words('Пошук на сайтах', 'Поиск на сайтах', 'Search sites'),
    help: words('Шукає лише на сайтах.', 'Ищет только на сайтах.', 'Searches sites alone.'),
    fields: searchLabels.fields,
    exits: searchLabels.exits,
  },
})
