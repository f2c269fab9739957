import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { readConfig } from '@cartie/shared/config'
import { jobs } from '@cartie/shared/jobs/all'
import { lanesPerParse } from '@cartie/shared/jobs/parse-advance'
import { queueNames, type QueueName } from '@cartie/shared/job'
import { parsePost } from '@cartie/shared/domain/post-text'
import { createQueues } from '@cartie/shared/queue'
import { createDb } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { appUrl } from '@cartie/db/app-url'
import { createSecrets } from '@cartie/db/secrets'
import { tokenPlace } from '@cartie/db/services/bot/bot-row'
import { tokenOfBot } from '@cartie/db/services/bot/token-of'
import { clockSkewS, maxClockSkewS } from '@cartie/db/services/invariant/clock-skew'
import { wakeBots } from '@cartie/db/services/bot/pending'
import { readMedia } from '@cartie/db/services/media/read'
import { registerSites } from '@cartie/db/services/known-site/register'
import { announceDueReminders } from '@cartie/db/services/lead/announce-due'
import { wakeIntakes } from '@cartie/db/services/lead-intake/pending'
import { wakeForgottenLanes } from '@cartie/db/services/delivery/pending'
import { drawTelegramLink } from '@cartie/db/services/invitation/draw-telegram-link'
import { drawLetter } from '@cartie/db/services/mail/draw-letter'
import { findReceiver } from '@cartie/db/services/integration/find-receiver'
import { wakeMatching } from '@cartie/db/services/match/pending'
import { wakeSnoozed } from '@cartie/db/services/match/wake-snoozed'
import { forgetOld, wakePending } from '@cartie/db/services/parse/pending'
import { wakePhotos } from '@cartie/db/services/chat/pending-photos'
import { wakeNotices } from '@cartie/db/services/notice/pending'
import { wakeCarPosts } from '@cartie/db/services/car-post/pending'
import { wakeRequestPosts } from '@cartie/db/services/broadcast/pending'
import { wakeProposals } from '@cartie/db/services/proposal/pending'
import { wakeRates } from '@cartie/db/services/rate/wake'
import { wakePosts } from '@cartie/db/services/post/pending'
import { wakeVariants } from '@cartie/db/services/variant/pending-imports'
import { wakeTalks } from '@cartie/db/services/talk/pending'
import { findNumber } from '@cartie/db/services/whatsapp/find-number'
import { wakePurges } from '@cartie/db/services/workspace/pending-purges'
import { advanceChat } from './bot-scenario/advance-chat.ts'
import { bringChatPhotos } from './bot-scenario/bring-chat-photos.ts'
import { runCall } from './bot-scenario/run-call.ts'
import { startPollers } from './bot-scenario/poll-bots.ts'
import { syncBot } from './bot-scenario/sync-bot.ts'
import { advanceLane } from './delivery/advance-lane.ts'
import { registerChannels } from './delivery/channel.ts'
import { emailChannel } from './delivery/integrations/email.ts'
import { telegramChannel } from './delivery/integrations/telegram.ts'
import { receiverChannel } from './delivery/tell-receiver.ts'
import { whatsappMessages } from './delivery/integrations/whatsapp.ts'
import { googleSheetsService } from './delivery/integrations/google-sheets.ts'
import { metaService } from './delivery/integrations/meta.ts'
import { sendpulseService } from './delivery/integrations/sendpulse.ts'
import { loadFile } from './delivery/load-file.ts'
import { createSafeFetch } from './fetch/safe-fetch.ts'
import { harmful } from './fetch/harmful.ts'
import type { JobHandler } from './handler.ts'
import { captureLeads } from './lead-capture/capture-lead.ts'
import { registry } from './metrics.ts'
import { advanceParse } from './parser/advance-parse.ts'
import { importPost } from './parser/import-post.ts'
import { previewSite } from './parser/preview-site.ts'
import { closeSelectorThreads } from './parser/selector-pool.ts'
import { knownSites } from './parser/sites/registry.ts'
import { advanceProposal } from './proposal/advance-proposal.ts'
import { postCars } from './delivery/integrations/telegram-channel.ts'
import { tellOfNotices } from './proposal/tell-notices.ts'
import { postRequest } from './proposal/post-request.ts'
import { importVariant } from './proposal/import-variant.ts'
import { matchRequests } from './proposal/match-request.ts'
import { refreshRates } from './rates/refresh-rates.ts'
import { startRunner } from './runner.ts'
import { startSweeper } from './sweeper.ts'
import { createTelegram } from './telegram/client.ts'
import { purgeWorkspace } from './workspace/purge-workspace.ts'

// Starts the workers named on the command line, or all: `node workers/src/main.ts parser`.

const config = readConfig(process.env)
const log = pino({ name: 'workers', level: config.logLevel })
if (!config.databaseUrl || !config.secret) throw new Error('DATABASE_URL and CARTIE_SECRET must be set')

/** Receivers of events that a process waits for at once: who hangs costs nothing but a place. */
const outerLanes = 200

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !queueNames.includes(name as QueueName))
if (unknown !== undefined)
  throw new Error(`There is no worker "${unknown}". There are: ${queueNames.join(', ')}`)
const names = asked.length ? (asked as QueueName[]) : queueNames

const place = { redisUrl: config.redisUrl, databaseUrl: appUrl(config.databaseUrl, config.secret) }
const queues = createQueues(place)
const db = createDb({
  url: place.databaseUrl,
  pool: config.databasePool,
  wake: queues.wake,
  log: (message, error) => log.warn({ err: error }, message),
  name: 'cartie workers',
  crashAt: config.crashAt,
  publicUrl: config.publicUrl,
})

// The queue goes by its workers' clocks: one that is wrong keeps the others from taking back what a dead one had.
const skewS = await clockSkewS(db).catch(() => 0)
if (skewS > maxClockSkewS) {
  log.fatal({ skewS }, 'this clock and the database differ: set the clock, then start again')
  process.exit(1)
}

const reroute = new Map(config.fetch.reroute)
// The sample cars stand on hosts of our own that exist nowhere else.
reroute.set('*.sample.cartie.example', config.apiUrl)
const guard = { allowPrivate: config.fetch.allowPrivate, reroute, publicHost: new URL(config.publicUrl).host }
const guarded = createSafeFetch({
  ...guard,
  robots: config.fetch.robots,
  concurrency: config.fetch.concurrency,
})
const outerFetch = createSafeFetch({
  ...guard,
  robots: false,
  concurrency: outerLanes,
  perOrigin: outerLanes,
  breaker: false,
})
const fetch = config.faultJobs ? harmful(guarded) : guarded
const parser = {
  fetch,
  timeoutMs: config.fetch.timeoutMs,
  ratePerHost: config.fetch.ratePerHost,
  leaseMs: config.leaseMs,
  keys: new Map(config.autoriaApiKey ? [['auto.ria.com', config.autoriaApiKey]] : []),
}
const telegram = createTelegram({ apiUrl: config.telegramApiUrl })
const bots = {
  telegram,
  secrets: createSecrets(config.secret),
  publicUrl: config.publicUrl,
  leaseMs: config.leaseMs,
}
const tokenOf = (ctx: Context, botId: string) => tokenOfBot(ctx, bots.secrets, botId)
const load = loadFile(fetch, (id) => readMedia(db, id))
const channels = registerChannels([
  telegramChannel({
    call: telegram.call,
    openToken: ({ workspaceId, botId }, cipher) =>
      bots.secrets.decrypt(tokenPlace(workspaceId, botId), cipher),
    loadFile: load,
    drawLink: drawTelegramLink,
    ...(config.telegramPaced ? {} : { limits: () => ({}) }),
  }),
  receiverChannel({
    fetch: outerFetch,
    findReceiver: (ctx, id) => findReceiver(ctx, bots.secrets, id),
    services: {
      GOOGLE_SHEETS: googleSheetsService(config.google),
      SENDPULSE: sendpulseService(config.sendpulse),
      META: metaService({ graphUrl: config.graphApiUrl }),
    },
  }),
  whatsappMessages({
    fetch: outerFetch,
    apiUrl: config.graphApiUrl,
    findNumber: (ctx, id) => findNumber(ctx, bots.secrets, id),
  }),
  ...(config.mail ? [emailChannel({ ...config.mail, drawLetter })] : []),
])
const delivery = { channels, leaseMs: config.leaseMs }
// Receivers of events have their 20 seconds, and a fetcher with a place for each that hangs.
const outerDelivery = { channels, leaseMs: config.leaseMs * 2 }
const handlers: JobHandler[] = [
  advanceChat(delivery),
  advanceLane(delivery),
  advanceLane(outerDelivery, { outer: true }),
  advanceParse(parser),
  advanceProposal({ leaseMs: config.leaseMs, loadFile: load }),
  bringChatPhotos({ file: telegram.file, tokenOf, leaseMs: config.leaseMs }),
  captureLeads({ leaseMs: config.leaseMs }),
  importPost({ file: telegram.file, tokenOf, leaseMs: config.leaseMs, publicUrl: config.publicUrl }),
  importVariant({ file: telegram.file, tokenOf, leaseMs: config.leaseMs }),
  matchRequests({ leaseMs: config.leaseMs }),
  postCars,
  postRequest,
  previewSite(parser),
  refreshRates({ fetch, url: config.ratesUrl }),
  runCall(fetch),
  syncBot(bots),
  purgeWorkspace(bots),
  tellOfNotices,
]
const missing = jobs.filter((job) => !handlers.some((h) => h.job === job))
if (missing.length) throw new Error(`No handler for: ${missing.map((j) => j.name).join(', ')}`)

const runners = names.map((queue) =>
  startRunner({
    queue,
    handlers: handlers.filter((h) => h.job.queue === queue),
    place,
    db,
    log,
    // Several parses' lanes at once: pages wait for the fetcher's places, not jobs for each other.
    concurrency: queue === 'integration' ? outerLanes : lanesPerParse * 4,
    lockMs: config.queueLockMs,
  }),
)
/** What is late while its queue is long has been rung for already: more wake-ups would only crowd it. */
const unlessCrowded = (queue: QueueName, sweep: () => Promise<unknown>) => async () => {
  const waiting = await Promise.race([queues.waiting(queue), pause(1000, 0)]).catch(() => 0)
  if (waiting < 200) await sweep()
}
const freshRates = async () => config.ratesUrl !== undefined && (await wakeRates(db))
const sweeps = [
  { name: 'pending', everyMs: config.sweepMs, run: () => wakePending(db) },
  { name: 'intakes', everyMs: config.sweepMs, run: () => wakeIntakes(db) },
  { name: 'reminders', everyMs: config.sweepMs, run: () => announceDueReminders(db) },
  { name: 'talks', everyMs: config.sweepMs, run: unlessCrowded('bot-scenario', () => wakeTalks(db)) },
  { name: 'variants', everyMs: config.sweepMs, run: () => wakeVariants(db) },
  { name: 'posts', everyMs: config.sweepMs, run: () => wakePosts(db) },
  { name: 'proposals', everyMs: config.sweepMs, run: () => wakeProposals(db) },
  { name: 'matching', everyMs: config.sweepMs, run: () => wakeMatching(db) },
  { name: 'snoozed', everyMs: config.sweepMs, run: () => wakeSnoozed(db) },
  { name: 'photos', everyMs: config.sweepMs, run: () => wakePhotos(db) },
  { name: 'notices', everyMs: config.sweepMs, run: () => wakeNotices(db) },
  { name: 'car posts', everyMs: config.sweepMs, run: () => wakeCarPosts(db) },
  { name: 'request posts', everyMs: config.sweepMs, run: () => wakeRequestPosts(db) },
  { name: 'bots', everyMs: config.sweepMs, run: () => wakeBots(db) },
  { name: 'lanes', everyMs: config.sweepMs, run: unlessCrowded('delivery', () => wakeForgottenLanes(db)) },
  { name: 'purges', everyMs: 60_000, run: () => wakePurges(db) },
  { name: 'rates', everyMs: 10 * 60_000, run: freshRates },
  {
    name: 'outer lanes',
    everyMs: config.sweepMs,
    run: unlessCrowded('integration', () => wakeForgottenLanes(db, { outer: true })),
  },
  { name: 'forget', everyMs: 10 * 60_000, run: () => forgetOld(db) },
]
const stopSweeper = startSweeper(sweeps, log)
if (names.includes('parser')) {
  await registerSites(db, knownSites).catch((error: unknown) =>
    log.warn({ err: error }, 'sites not registered'),
  )
  await freshRates().catch((error: unknown) => log.warn({ err: error }, 'rates not asked for'))
}
const pollers = names.includes('bot-scenario')
  ? startPollers({ ...bots, db, log, lookMs: config.sweepMs })
  : undefined
const health = config.workerPort ? serveHealth(config.workerPort) : undefined

let ending = false
async function end(code: number) {
  if (ending) return
  ending = true
  // Whatever hangs, the process ends: leases expire and the work is taken up elsewhere.
  setTimeout(() => process.exit(code), config.drainMs + 1000).unref()
  stopSweeper()
  health?.close()
  await Promise.all([...runners.map((r) => r.drain(config.drainMs)), pollers?.drain()])
  fetch.close()
  outerFetch.close()
  await telegram.close()
  await closeSelectorThreads()
  await Promise.allSettled([queues.close(), db.close()])
  process.exit(code)
}
process.on('warning', (warning) => log.warn({ err: warning }, 'warning'))
process.on('SIGTERM', () => void end(0))
process.on('SIGINT', () => void end(0))
process.on('disconnect', () => void end(0))
// The first post would pay for compiling its rules while others wait.
parsePost('BMW X5 2018, 35 000$, 120 тис км')
process.send?.({ ready: true })
log.info({ queues: names, backend: queues.kind, pid: process.pid }, 'workers ready')

function serveHealth(port: number) {
  const server = createServer((request, reply) => {
    if (request.url !== '/metrics') {
      reply.writeHead(request.url === '/healthz' ? 200 : 404).end()
      return
    }
    void registry
      .metrics()
      .then((text) => reply.writeHead(200, { 'content-type': registry.contentType }).end(text))
  })
  return server.listen(port)
}
