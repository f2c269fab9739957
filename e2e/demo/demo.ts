import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@cartie/shared/client'
import { readConfig } from '@cartie/shared/config'
import { readCredentials } from '../../scripts/credentials.ts'
import { root } from '../../scripts/root.ts'
import { startPlayground } from '../telegram/control/start-playground.ts'
import { furnish } from './furnish.ts'
import { ownEnv } from './own-env.ts'

// `npm run demo`: a Cartie of its own with a Telegram that one plays in the browser: a client, two dealers, a manager.
// Everything is new at each start; what `npm start` keeps, and what the settings around it name, is not touched.

const own = ownEnv(process.env)
const config = readConfig(own)
const dataDir = mkdtempSync(join(tmpdir(), 'cartie-demo-'))
const { server, cast } = await startPlayground({ port: config.port + 81, limits: false })
const env = { ...own, DATA_DIR: dataDir, TELEGRAM_API_URL: server.url }
const args = ['--import', './scripts/require-node.js', 'scripts/start.ts']
const cartie = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
const ended = once(cartie, 'exit').then(() => false)
let failed = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => cartie.kill('SIGTERM'))

if (await Promise.race([isReady(), ended])) {
  const { apiKey } = readCredentials(dataDir)!
  try {
    await furnish(createClient({ url: config.publicUrl, apiKey }), cast)
    console.log(`
  The demo is ready. Cartie: ${config.publicUrl} (login above)
  Telegram, with a client, two dealers and a manager: ${server.url}
  What to do in ten minutes: docs/ten-minutes.md. Ctrl-C ends it.
`)
  } catch (error) {
    console.error('The demo could not be set up:', error)
    failed = true
    cartie.kill('SIGTERM')
  }
}
await ended
await server.close()
rmSync(dataDir, { recursive: true, force: true })
process.exit(failed ? 1 : (cartie.exitCode ?? 1))

/** Waits until every part of Cartie answers. */
async function isReady(): Promise<true> {
  for (;;) {
    const reply = await fetch(`${config.publicUrl}/readyz`).catch(() => undefined)
    if (reply?.ok && readCredentials(dataDir)) return true
    await pause(300)
  }
}
