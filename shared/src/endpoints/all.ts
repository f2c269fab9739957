import type { Endpoint } from '../endpoint.ts'
import * as account from './account.ts'
import * as audit from './audit.ts'
import * as bots from './bots.ts'
import * as broadcasts from './broadcasts.ts'
import * as chats from './chats.ts'
import * as deals from './deals.ts'
import * as deliveries from './deliveries.ts'
import * as dictionaries from './dictionaries.ts'
import * as globalDictionary from './global-dictionary.ts'
import * as hooks from './hooks.ts'
import * as integrations from './integrations.ts'
import * as leads from './leads.ts'
import * as listings from './listings.ts'
import * as matches from './matches.ts'
import * as operator from './operator.ts'
import * as parses from './parses.ts'
import * as notices from './notices.ts'
import * as proposals from './proposals.ts'
import * as partners from './partners.ts'
import * as people from './people.ts'
import * as requests from './requests.ts'
import * as scenarios from './scenarios.ts'
import * as sites from './sites.ts'
import * as stats from './stats.ts'
import * as texts from './texts.ts'
import * as variants from './variants.ts'
import * as workspace from './workspace.ts'

/** Every endpoint of the API, by group. */
export const endpointGroups = {
  parses,
  dictionaries,
  listings,
  leads,
  requests,
  matches,
  variants,
  broadcasts,
  partners,
  proposals,
  deals,
  chats,
  bots,
  scenarios,
  deliveries,
  integrations,
  operator,
  globalDictionary,
  hooks,
  sites,
  notices,
  people,
  account,
  audit,
  stats,
  workspace,
  texts,
}

/** Every endpoint of the API, in the order in which the document shows them. */
export const endpoints: readonly Endpoint[] = Object.values(endpointGroups).flatMap((group) =>
  Object.values<Endpoint>(group),
)
