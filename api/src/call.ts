import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import type { Actor, Db } from '@cartie/db/context'
import type { Membership } from '@cartie/db/services/member/list-memberships'
import type { Config } from '@cartie/shared/config'
import type { Queues } from '@cartie/shared/queue'
import type { Auth } from './auth.ts'

/** What the server is made of; everything foreign comes in here. */
export interface Parts {
  config: Config
  db: Db
  queues: Queues
  log: Logger
  auth: Auth
  /** Tests only: a reply that breaks its contract is a fault. */
  strictReplies?: boolean
}

/** Somebody who is signed in. */
export interface Person {
  id: string
  name: string
  email: string
  sessionId: string
  emailVerified: boolean
  /** Whether they sign in with a second factor. */
  twoFactor: boolean
  /** Whether they run this installation. */
  isOperator: boolean
}

/** Who calls, once it is known. */
export interface Caller {
  actor: Actor
  workspaceId: string
  user: Person | null
  /** Every workspace of the person; a key knows its own only. */
  memberships: Membership[]
}

/** What one request gathers on its way in. */
export interface CallState {
  requestId: string
  /** The caller's address, as far as trusted proxies tell it. */
  ip: string
  /** The nearest address that the caller can't choose: the last hop before our own proxies. */
  hop: string
  /** The route's pattern, for logs and metrics. */
  route?: string
  caller?: Caller
}

export type Http = ParameterizedContext<CallState>
export type Next = () => Promise<unknown>
