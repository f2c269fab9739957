import { z } from 'zod'

// Server-only. The one place that reads the environment: every process calls readConfig once at its start.

const flag = z.stringbool().default(false)
const list = z
  .string()
  .default('')
  .transform((s) =>
    s
      .split(',')
      .map((v) => v.trim())
      .filter(Boolean),
  )

const Env = z.object({
  /** The address that people open: dashboard and API on one origin. */
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Where the API listens behind the dashboard; PORT + 1 if absent. */
  API_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  API_HOST: z.string().default('127.0.0.1'),
  /** Where the dashboard finds the API; API_HOST and API_PORT if absent. */
  API_URL: z.url().optional(),
  /** Worker processes that `npm start` runs; absent: two, or one on a machine with one core. */
  WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  /** Where one worker process answers /healthz and /metrics; 0 = nowhere. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** The address under which people and Telegram reach this installation. */
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('.cartie'),
  /** Absent: an embedded Postgres in DATA_DIR. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Connections that one process may hold. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(8),
  /** Absent: the queues live in Postgres too. */
  REDIS_URL: z.string().startsWith('redis').optional(),
  /** Encrypts tokens and signs sessions. Made in DATA_DIR when the database is embedded. */
  CARTIE_SECRET: z.string().min(32).optional(),
  /** The one that `cartie rotate-key` changes over to; no other process reads it. */
  CARTIE_NEW_SECRET: z.string().min(32).optional(),
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().default('127.0.0.1/32,::1/128'),
  TELEGRAM_API_URL: z.url().default('https://api.telegram.org'),
  /** Whether sends are kept below Telegram's limits; `false` is for a server without them, such as a measurement's. */
  TELEGRAM_PACED: z.stringbool().default(true),
  /** Meta's Graph API with its version. */
  GRAPH_API_URL: z.url().default('https://graph.facebook.com/v23.0'),
  /** Hosts on private addresses that the fetcher may reach. */
  FETCH_ALLOW_PRIVATE: list,
  /** `host=origin` pairs: pages of that host are fetched from that origin; `*` for any host. */
  FETCH_REROUTE: list,
  /** Requests a second to one host, over all workers; 0 = no limit. */
  FETCH_RATE_PER_HOST: z.coerce.number().min(0).default(2),
  FETCH_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(50),
  FETCH_TIMEOUT_MS: z.coerce.number().int().min(100).default(15_000),
  FETCH_ROBOTS: z.stringbool().default(true),
  /** The key of AutoRia's official API (developers.ria.com); absent: pages are read instead. */
  AUTORIA_API_KEY: z.string().optional(),
  /** Where exchange rates come from, in the form of the National Bank of Ukraine; `off`: from nowhere. */
  RATES_URL: z
    .union([z.literal('off'), z.url()])
    .default('https://bank.gov.ua/NBUStatService/v1/statdirectory/exchange?json'),
  GOOGLE_SHEETS_URL: z.url().default('https://sheets.googleapis.com'),
  /** Where service accounts of Google get their tokens. */
  GOOGLE_TOKEN_URL: z.url().default('https://oauth2.googleapis.com/token'),
  SENDPULSE_URL: z.url().default('https://api.sendpulse.com'),
  /** The server that takes our mail: `smtp://user:password@host:587`, or `smtps:` for TLS from the start. Absent: no mail. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'Write smtp://user:password@host:port')
    .optional(),
  /** Who our mail is from, such as `Cartie <cartie@cars.example>`. */
  MAIL_FROM: z.string().includes('@').max(320).optional(),
  /** Requests a minute that one caller may make of one API process; with several, give each its share. */
  RATE_LIMIT: z.coerce.number().int().min(1).default(3000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How often the sweeper looks for forgotten work. */
  SWEEP_MS: z.coerce.number().int().min(50).default(2000),
  /** How long a claim of work is valid without an answer. */
  LEASE_MS: z.coerce.number().int().min(500).default(30_000),
  /** Lock and stalled check of the queue library. */
  QUEUE_LOCK_MS: z.coerce.number().int().min(500).default(30_000),
  /** How long a process may take to end in order. */
  DRAIN_MS: z.coerce.number().int().min(100).default(10_000),
  /** Say it at the first start after a backup was put back that can't be told from the original: a machine's snapshot. */
  RESTORED: flag,
  /** Fault tests only: the name of the place at which the process kills itself once. */
  CRASH_AT: z.string().optional(),
  /** Fault tests only: job kinds that harm on purpose are accepted. */
  FAULT_JOBS: flag,
})

/** The names of every variable that a process reads. */
export const settingNames: readonly string[] = Object.keys(Env.shape)

export type Config = ReturnType<typeof readConfig>

/**
 * The settings of a process out of its environment. An empty value counts as absent.
 * Throws an Error that names every wrong variable and what is expected.
 */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''))
  const parsed = Env.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)
    throw new Error(`These settings are wrong:\n${lines.join('\n')}`)
  }
  const e = parsed.data
  if (e.SMTP_URL && !e.MAIL_FROM)
    throw new Error('These settings are wrong:\n  MAIL_FROM: with SMTP_URL, say who our mail is from')
  const apiPort = e.API_PORT ?? e.PORT + 1
  const shownHost = e.HOST === '0.0.0.0' || e.HOST === '::' ? '127.0.0.1' : e.HOST
  return {
    port: e.PORT,
    host: e.HOST,
    apiPort,
    apiHost: e.API_HOST,
    apiUrl: e.API_URL ?? `http://${e.API_HOST === '0.0.0.0' ? '127.0.0.1' : e.API_HOST}:${apiPort}`,
    workers: e.WORKERS,
    workerPort: e.WORKER_PORT,
    publicUrl: (e.PUBLIC_URL ?? `http://${shownHost}:${e.PORT}`).replace(/\/$/, ''),
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    redisUrl: e.REDIS_URL,
    secret: e.CARTIE_SECRET,
    newSecret: e.CARTIE_NEW_SECRET,
    trustedProxies: e.TRUSTED_PROXIES.split(',')
      .map((s) => s.trim())
      .filter(Boolean),
    telegramApiUrl: e.TELEGRAM_API_URL,
    telegramPaced: e.TELEGRAM_PACED,
    graphApiUrl: e.GRAPH_API_URL.replace(/\/$/, ''),
    fetch: {
      allowPrivate: e.FETCH_ALLOW_PRIVATE,
      reroute: parseReroute(e.FETCH_REROUTE),
      ratePerHost: e.FETCH_RATE_PER_HOST,
      concurrency: e.FETCH_CONCURRENCY,
      timeoutMs: e.FETCH_TIMEOUT_MS,
      robots: e.FETCH_ROBOTS,
    },
    autoriaApiKey: e.AUTORIA_API_KEY,
    ratesUrl: e.RATES_URL === 'off' ? undefined : e.RATES_URL,
    google: { sheetsUrl: e.GOOGLE_SHEETS_URL, tokenUrl: e.GOOGLE_TOKEN_URL },
    sendpulse: { url: e.SENDPULSE_URL },
    mail: e.SMTP_URL && e.MAIL_FROM ? { url: e.SMTP_URL, from: e.MAIL_FROM } : undefined,
    rateLimit: e.RATE_LIMIT,
    logLevel: e.LOG_LEVEL,
    sweepMs: e.SWEEP_MS,
    leaseMs: e.LEASE_MS,
    queueLockMs: e.QUEUE_LOCK_MS,
    drainMs: e.DRAIN_MS,
    restored: e.RESTORED,
    crashAt: e.CRASH_AT,
    faultJobs: e.FAULT_JOBS,
  }
}

/** `host=origin` pairs as a map; throws for a pair that is not one. */
export function parseReroute(pairs: readonly string[]): Map<string, string> {
  const map = new Map<string, string>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const origin = URL.parse(pair.slice(at + 1))
    if (at < 1 || !origin || !/^https?:$/.test(origin.protocol)) {
      throw new Error(`FETCH_REROUTE: write host=http://address, not "${pair}"`)
    }
    map.set(pair.slice(0, at).toLowerCase(), origin.origin)
  }
  return map
}
