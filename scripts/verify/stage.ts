import { createClient } from '@cartie/shared/client'
import {
  createApiKey,
  createWorkspace,
  deleteWorkspace,
  getMe,
  getWorkspace,
} from '@cartie/shared/endpoints/workspace'
import type { Workspace } from '@cartie/shared/schemas/workspace'
import type { CommandInput } from '../cartie-parse.ts'
import { expect } from './expect.ts'
import type { Receiver } from './receiver.ts'
import { refusedAs, signIn, stopping, type Client, type Session } from './session.ts'
import type { ServiceStand } from './services/stand.ts'
import type { TelegramStand } from './telegram-stand.ts'

/** What flows play on: a workspace that is made for them and goes with them. */
export interface Stage {
  url: string
  credentials: CommandInput['credentials']
  session: Session
  /** The owner, in the throw-away workspace. */
  owner: Client
  /** A script there, with a key of an admin. */
  script: Client
  key: string
  workspace: Workspace
  receiver: Receiver
  telegram: TelegramStand | undefined
  /** In place of Google, SendPulse and Meta, where the installation speaks to it. */
  services: ServiceStand | undefined
  /** The bot that plays on the test server, once there is one. */
  bot?: { id: string; username: string }
  signal: AbortSignal
  /** Longest wait for one thing. */
  withinMs: number
}

/** By this people know what it is, and the next run finds what was left of a killed one. */
const mark = 'Cartie verify '
/** No run lasts as long: what is older was left behind. */
const leftoverMs = 10 * 60_000

/** Makes the throw-away workspace, and deletes what killed runs have left. Returns the stage and what was found. */
export async function openStage(
  parts: Pick<Stage, 'url' | 'credentials' | 'receiver' | 'telegram' | 'services' | 'signal' | 'withinMs'>,
): Promise<{ stage: Stage; note: string | undefined }> {
  const { url, credentials, signal } = parts
  const session = await signIn(url, credentials)
  const person = session.client(undefined, signal)
  const { workspaces } = await person(getMe)
  const old = workspaces.filter(({ name, role }) => role === 'OWNER' && isLeftover(name))
  for (const { id, name } of old) await session.client(id)(deleteWorkspace, { query: { name } })
  const name = mark + new Date().toISOString()
  const { id } = await person(createWorkspace, { body: { name, language: 'uk' } })
  try {
    const owner = session.client(id, signal)
    const { key } = await owner(createApiKey, { body: { name: 'verify', role: 'ADMIN', days: 1 } })
    const workspace = await owner(getWorkspace)
    const script = createClient({ url, apiKey: key, fetch: stopping(signal) })
    const note = old.length ? `deleted what earlier runs had left: ${old.length}` : undefined
    return { stage: { ...parts, session, owner, script, key, workspace }, note }
  } catch (error) {
    await session.client(id)(deleteWorkspace, { query: { name } })
    throw error
  }
}

function isLeftover(name: string): boolean {
  const madeAt = name.startsWith(mark) ? Date.parse(name.slice(mark.length)) : NaN
  return madeAt < Date.now() - leftoverMs
}

/** Deletes the throw-away workspace, whatever has happened there, and looks whether it is closed. */
export async function closeStage({ url, session, workspace: { id }, key }: Stage): Promise<void> {
  const owner = session.client(id)
  const { name } = await owner(getWorkspace)
  await owner(deleteWorkspace, { query: { name } })
  const { workspaces } = await session.client()(getMe)
  expect(!workspaces.some((one) => one.id === id), 'it is still among the workspaces of its owner')
  expect(await refusedAs('not_found', owner(getWorkspace)), 'its owner still sees it')
  const script = createClient({ url, apiKey: key })
  // A process may remember a key for a second.
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect(await refusedAs('unauthenticated', script(getMe)), 'its key still opens it')
  await session.signOut()
}
