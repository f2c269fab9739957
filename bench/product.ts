import { spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@cartie/shared/client'

/** A Cartie as `npm start` runs it, for measurements. */
export interface Product {
  process: ChildProcess
  url: string
  api: ReturnType<typeof createClient>
}

interface ProductSettings {
  /** Its DATA_DIR. */
  dir: string
  port: number
  databaseUrl: string
  /** Absent: queues on Postgres. */
  redisUrl?: string | undefined
  /** Where the login of the database's first start is kept for later ones. */
  ownerIn: string
  env?: Record<string, string>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** The secret of every measured product. */
export const measuredSecret = 'a secret for measurements on one machine'

/** Starts one and waits until it is ready. Its workers tell their figures at `port + 9` and `port + 10`. */
export async function startProduct(settings: ProductSettings): Promise<Product> {
  const { dir, port, databaseUrl, redisUrl, ownerIn, env = {} } = settings
  const child = spawn(process.execPath, [`${root}/scripts/start.ts`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATA_DIR: dir,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      CARTIE_SECRET: measuredSecret,
      FETCH_ALLOW_PRIVATE: '127.0.0.1',
      RATES_URL: 'off',
      FETCH_RATE_PER_HOST: '0',
      RATE_LIMIT: '100000',
      LOG_LEVEL: 'warn',
      WORKER_PORT: String(port + 9),
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      ...env,
    },
  })
  for await (const chunk of child.stdout as AsyncIterable<Buffer>)
    if (chunk.toString().includes('ready in')) break
  child.stdout.resume()
  const [made, kept] = [join(dir, 'credentials.json'), join(ownerIn, 'credentials.json')]
  if (existsSync(made)) {
    mkdirSync(ownerIn, { recursive: true })
    copyFileSync(made, kept)
  }
  const { url, apiKey } = JSON.parse(readFileSync(kept, 'utf8')) as { url: string; apiKey: string }
  return { process: child, url, api: createClient({ url, apiKey }) }
}
