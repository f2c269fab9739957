import { sql } from 'drizzle-orm'
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { members, workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** What a person of the workspace is told by the bell. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    userId: uuid('user_id').notNull(),
    kind: text('kind').notNull(),
    title: text('title'),
    /** How many of one kind came at once. */
    count: integer('count').notNull().default(1),
    /** The page that shows it. */
    path: text('path').notNull(),
    readAt: instant('read_at'),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }).onDelete('cascade'),
    // A person's, newest first.
    index('notices_newest').on(t.workspaceId, t.userId, t.createdAt, t.id),
    // How many are unread?
    index('notices_unread')
      .on(t.workspaceId, t.userId)
      .where(sql`read_at is null`),
    ...workspacePolicies('notices'),
  ],
).enableRLS()

/** Of what somebody wants to be told, where that differs from what is usual for their role. */
export const noticeChoices = pgTable(
  'notice_choices',
  {
    workspaceId: uuid('workspace_id').notNull(),
    userId: uuid('user_id').notNull(),
    choices: jsonb('choices').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }).onDelete('cascade'),
    ...workspacePolicies('notice_choices'),
  ],
).enableRLS()

/** An event of which people have to be told. */
export const noticeTasks = pgTable(
  'notice_tasks',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    payload: jsonb('payload').notNull(),
    /** Who did it: nobody is told of their own deeds. */
    actor: text('actor').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    // A workspace's, in their order.
    index('notice_tasks_order').on(t.workspaceId, t.id),
    ...workspacePolicies('notice_tasks'),
  ],
).enableRLS()
