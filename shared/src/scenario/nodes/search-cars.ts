import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode } from '../node.ts'
import { search, searched, searchExits, searchLabels, searchOptions, searchUses } from './car-search.ts'

export const searchCars = defineNode({
  type: 'SEARCH_CARS',
  options: z.object({
    ...searchOptions,
    /** Sites are asked too while own stock has fewer than `enough`. */
    sites: z.boolean().default(true),
    enough: z.int().min(1).max(10).default(3),
  }),
  exits: searchExits,
  waits: () => true,
  uses: searchUses,
  enter: (talk, options) =>
    search(talk, options, {
      where: options.sites ? ['stock', 'sites'] : ['stock'],
      enough: options.enough,
    }),
  receive: searched,
  example: { budget: 'budget', limit: 5 },
  labels: {
    name: words('Пошук авто', 'Поиск авто', 'Search cars'),
    help: words(
      'Шукає у своїх авто, а якщо мало — і на сайтах.',
      'Ищет в своих авто, а если мало — и на сайтах.',
      'Searches own stock, and sites where that is too little.',
    ),
    fields: {
      ...searchLabels.fields,
      sites: words('Шукати й на сайтах', 'Искать и на сайтах', 'Search sites too'),
      enough: words('Своїх досить, якщо', 'Своих достаточно, если', 'Own stock is enough at'),
    },
    exits: searchLabels.exits,
  },
})
