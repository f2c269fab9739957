import Koa from 'koa'
import { endpoints } from '@cartie/shared/endpoints/all'
import { board } from './board.ts'
import type { CallState, Parts } from './call.ts'
import { createLive } from './live.ts'
import { createMetrics } from './metrics.ts'
import { problems } from './middleware/problems.ts'
import { limitByAddress } from './middleware/rate-limit.ts'
import { requestLog } from './middleware/request-log.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { accountRoutes } from './routes/account.ts'
import { auditRoutes } from './routes/audit.ts'
import { botRoutes } from './routes/bots.ts'
import { broadcastRoutes } from './routes/broadcasts.ts'
import { chatRoutes } from './routes/chats.ts'
import { dealRoutes } from './routes/deals.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { docs } from './routes/docs.ts'
import { eventRoutes } from './routes/events.ts'
import { health } from './routes/health.ts'
import { hookRoutes } from './routes/hooks.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { leadFormRoutes } from './routes/lead-form.ts'
import { leadRoutes } from './routes/leads.ts'
import { listingRoutes } from './routes/listings.ts'
import { matchRoutes } from './routes/matches.ts'
import { mediaFiles } from './routes/media.ts'
import { operatorRoutes } from './routes/operator.ts'
import { noticeRoutes } from './routes/notices.ts'
import { parseRoutes } from './routes/parses.ts'
import { lostPasswordRoutes } from './routes/lost-password.ts'
import { emailLinkRoutes, invitationRoutes, passwordLinkRoutes, peopleRoutes } from './routes/people.ts'
import { proposalPageRoutes, proposalRoutes } from './routes/proposals.ts'
import { partnerRoutes } from './routes/partners.ts'
import { requestRoutes } from './routes/requests.ts'
import { scenarioRoutes } from './routes/scenarios.ts'
import { signIn } from './routes/sign-in.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { siteRoutes } from './routes/sites.ts'
import { statsRoutes } from './routes/stats.ts'
import { textRoutes } from './routes/texts.ts'
import { telegramWebhook } from './routes/telegram.ts'
import { offerRoutes, variantRoutes } from './routes/variants.ts'
import { dictionaryRoutes } from './routes/dictionaries.ts'
import { rateRoutes } from './routes/rates.ts'
import { viewRoutes } from './routes/views.ts'
import { whatsappWebhook } from './routes/whatsapp.ts'
import { workspaceRoutes } from './routes/workspace.ts'
import { samplePhotos, sampleSites } from './samples/serve-samples.ts'
import { createEndpoints } from './serve.ts'

const streamsPerOwner = 20

/** The whole API, top to bottom. Throws where a contract has no handler. */
export function createApp(given: Parts): { app: Koa; close: () => void } {
  const metrics = createMetrics(given)
  const parts: Parts = { ...given, db: metrics.db }
  const log = (message: string, err: unknown) => parts.log.error({ err }, message)
  const live = createLive(parts.db, { maxPerOwner: streamsPerOwner, log })

  const api = createEndpoints(parts)
  workspaceRoutes(api.serve, parts)
  accountRoutes(api.serve, parts)
  secondFactorRoutes(api.serve, parts)
  auditRoutes(api.serve)
  peopleRoutes(api.serve, parts)
  noticeRoutes(api.serve)
  invitationRoutes(api.servePublic, { ...parts, personIfAny: api.personIfAny })
  passwordLinkRoutes(api.servePublic, parts)
  emailLinkRoutes(api.servePublic, parts)
  lostPasswordRoutes(api.servePublic, parts)
  operatorRoutes(api.serve)
  parseRoutes(api.serve, parts)
  listingRoutes(api.serve, parts)
  leadRoutes(api.serve)
  matchRoutes(api.serve)
  requestRoutes(api.serve)
  leadFormRoutes(api.servePublic, parts)
  dealRoutes(api.serve)
  proposalRoutes(api.serve)
  proposalPageRoutes(api.servePublic, { ...parts, authenticate: api.authenticate })
  partnerRoutes(api.serve)
  broadcastRoutes(api.serve)
  variantRoutes(api.serve)
  offerRoutes(api.servePublic, parts)
  botRoutes(api.serve, parts)
  chatRoutes(api.serve)
  deliveryRoutes(api.serve)
  dictionaryRoutes(api.serve)
  textRoutes(api.serve)
  rateRoutes(api.serve)
  integrationRoutes(api.serve, parts)
  hookRoutes(api.serve, parts)
  viewRoutes(api.serve)
  siteRoutes(api.serve)
  statsRoutes(api.serve, parts)
  scenarioRoutes(api.serve)
  eventRoutes(api.serve, live)
  const missing = api.missing(endpoints)
  if (missing.length) throw new Error(`Nobody serves ${missing.join(', ')}`)

  const app = new Koa<CallState>()
  app.use(sampleSites(parts))
  app.use(requestLog(parts, metrics))
  app.use(problems(parts))
  // First, for it comes most often, and no browser reads its answers.
  app.use(telegramWebhook(parts))
  app.use(whatsappWebhook(parts))
  app.use(securityHeaders)
  app.use(health(parts, metrics))
  app.use(samplePhotos)
  app.use(limitByAddress(parts.config.rateLimit))
  app.use(mediaFiles(parts))
  app.use(sameOrigin(parts.config.publicUrl))
  app.use(signIn(parts))
  app.use(board(parts, api.authenticate))
  app.use(docs(parts))
  app.use(api.routes)
  app.use(api.methods)
  app.on('error', (error: unknown) => log('connection failed', error))
  return { app: app, close: () => live.close() }
}
