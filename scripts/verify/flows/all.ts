import type { Flow } from '../flow.ts'
import { board } from './board.ts'
import { bot } from './bot.ts'
import { deal } from './deal.ts'
import { integrations } from './integrations.ts'
import { inventory } from './inventory.ts'
import { leads } from './leads.ts'
import { parsing } from './parsing.ts'
import { people } from './people.ts'
import { scenarios } from './scenarios.ts'
import { settings } from './settings.ts'
import { traces } from './traces.ts'

/** Every flow, in an order in which one may build on what those before have left: the bot, the company's phone. */
export const flows: readonly Flow[] = [
  ...settings,
  ...people,
  ...inventory,
  ...parsing,
  ...leads,
  ...scenarios,
  ...bot,
  ...deal,
  ...integrations,
  ...board,
  ...traces,
]
