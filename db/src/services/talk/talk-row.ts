import { randomBytes } from 'node:crypto'
import { may, type Role } from '@cartie/shared/domain/roles'
import type { WorkingHours } from '@cartie/shared/domain/working-hours'
import type { Language } from '@cartie/shared/schemas/common'
import { newTalk, TalkState } from '@cartie/shared/scenario/talk-state'
import type { Context, Tx } from '../../context.ts'

/** A chat as a turn needs it, with its bot. */
export interface TalkRow {
  id: string
  botId: string
  chatId: string
  kind: string
  title: string
  contactId: string | null
  telegramUserId: number | null
  /** As it was stored; see `stateOf`. */
  state: unknown
  timerDue: boolean
  timerAt: string | null
  adminChatId: string | null
  /** Telegram's numbers of who runs the admin chat. */
  managers: number[]
  /** The role of the colleague whose own chat it is; null for everybody else's. */
  memberRole: Role | null
  language: Language
  /** IANA name, of the workspace. */
  timeZone: string
  hours: WorkingHours | null
  enabled: boolean
  /** The database's clock, milliseconds since 1970. */
  now: number
}

/** Holds chats for this transaction: those of the asked ones that are of this workspace and that nobody else holds. */
export async function holdTalks(ctx: Context, tx: Tx, ids: readonly string[]): Promise<TalkRow[]> {
  return tx.sql<TalkRow[]>`
    select s.id, s.bot_id as "botId", s.chat_id as "chatId", s.kind, s.title, s.contact_id as "contactId",
      c.telegram_user_id::float8 as "telegramUserId", s.state, s.timer_at as "timerAt",
      coalesce(s.timer_at <= clock_timestamp(), false) as "timerDue", b.admin_chat_id as "adminChatId",
      b.managers::float8[] as managers, b.language,
      (select m.role from member_telegrams t
        join members m on m.workspace_id = t.workspace_id and m.user_id = t.user_id
        where t.session_id = s.id and t.workspace_id = s.workspace_id order by t.linked_at desc limit 1) as "memberRole",
      (select w.time_zone from workspaces w where w.id = s.workspace_id) as "timeZone",
      (select w.working_hours from workspaces w where w.id = s.workspace_id) as hours,
      b.enabled and b.deleted_at is null as enabled, extract(epoch from clock_timestamp())::float8 * 1000 as now
    from bot_sessions s join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id
      left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
    where s.workspace_id = ${ctx.workspaceId} and s.id = any (${ids}::uuid[]) for update of s skip locked`
}

/** The talk's state, or that of a chat in which nobody has spoken. */
export const stateOf = (talk: TalkRow): TalkState =>
  TalkState.safeParse(talk.state).data ??
  newTalk((randomBytes(6).readUIntBE(0, 6) % 36 ** 6).toString(36).padStart(6, '0'))

/** Whether a chat is one of colleagues, in which their buttons work: the admin chat, or the own one of who may change leads. */
export const isOfColleagues = ({ chatId, adminChatId, memberRole }: TalkRow): boolean =>
  chatId === adminChatId || (memberRole !== null && may(memberRole, 'requests.write'))
