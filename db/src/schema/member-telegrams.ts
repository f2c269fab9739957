import { bigint, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { members } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** Where a person of the workspace is told of things in Telegram: in their own chat with one of its bots. */
export const memberTelegrams = pgTable(
  'member_telegrams',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    userId: uuid('user_id').notNull(),
    /** What the deep link carries by which they tie themselves; null once it was used. */
    token: text('token'),
    tokenExpiresAt: instant('token_expires_at'),
    /** Who they are in Telegram, and their chat with a bot; null until they have tied themselves. */
    botId: uuid('bot_id'),
    telegramUserId: bigint('telegram_user_id', { mode: 'number' }),
    name: text('name'),
    sessionId: uuid('session_id'),
    linkedAt: instant('linked_at'),
    createdAt: createdAt(),
  },
  (t) => [
    // Who leaves the workspace is told nothing any more.
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }).onDelete('cascade'),
    unique('member_telegrams_once').on(t.workspaceId, t.userId),
    unique('member_telegrams_token').on(t.workspaceId, t.token),
    // Whose chat is it? Each is asked for with every turn of a chat.
    index('member_telegrams_session').on(t.sessionId),
    ...workspacePolicies('member_telegrams'),
  ],
).enableRLS()
