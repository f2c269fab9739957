import { defineEndpoint } from '../endpoint.ts'
import { Health, Overview, OverviewQuery, SiteFill } from '../schemas/stats.ts'

export const getOverview = defineEndpoint({
  id: 'stats.overview',
  method: 'GET',
  path: '/stats/overview',
  access: 'stats.read',
  status: 200,
  summary:
    'What people look at first: leads, answers, stock, prices, requests, partners, deliveries, imports',
  query: OverviewQuery,
  reply: Overview,
})
export const getHealth = defineEndpoint({
  id: 'stats.health',
  method: 'GET',
  path: '/stats/health',
  access: 'invariants.read',
  status: 200,
  summary:
    'What waits: in the queues of the installation, and in the rows of the workspace with how late it is',
  reply: Health,
})
export const getSiteFill = defineEndpoint({
  id: 'stats.sites',
  method: 'GET',
  path: '/stats/sites',
  access: 'invariants.read',
  status: 200,
  summary:
    'How often adverts of each site had price, year, photos and more in the last 14 days, and what dropped',
  reply: SiteFill,
})
