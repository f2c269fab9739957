import { wantsNotice, type NoticeChoices, type NoticeKind } from '@cartie/shared/domain/notice'
import type { Role } from '@cartie/shared/domain/roles'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import type { PersonalNotice } from './personal-notice.ts'
import { noticeSubjects, type NoticeSubject, type NoticeTask } from './subjects.ts'
import { tellInTelegram } from './tell-in-telegram.ts'

/** How many events one turn takes. */
export const tasksPerTurn = 200
/** More of one kind at once than this are one notice with their number. */
const mostApart = 3
const keptDays = 60

export interface Reader {
  userId: string
  role: Role
  choices: NoticeChoices
}

/**
 * Tells people of what happened, each as they chose: by the bell, and in their own chat of what colleagues are not told
 * there anyway. Nobody is told of their own deeds. Returns whether there may be more.
 */
export async function tellNotices(ctx: Context): Promise<boolean> {
  requirePermission(ctx, 'workspace.write')
  return withTx(ctx, async (tx) => {
    const tasks = await takeTasks(ctx, tx)
    if (!tasks.length) return false
    const subjects = await noticeSubjects(ctx, tx, tasks)
    const readers = await tx.sql<Reader[]>`
      select m.user_id as "userId", m.role, coalesce(c.choices, '{}') as choices
      from members m left join notice_choices c on c.workspace_id = m.workspace_id and c.user_id = m.user_id
      where m.workspace_id = ${ctx.workspaceId}`
    const told = (channel: 'bell' | 'telegram') =>
      readers.flatMap((reader) =>
        gathered(
          subjects.filter((one) => concerns(one, reader) && wantsNotice(reader, one.kind, channel)),
        ).map((notice) => ({ userId: reader.userId, ...notice })),
      )
    await ring(ctx, tx, told('bell'))
    await tellInTelegram(ctx, tx, told('telegram'))
    return tasks.length === tasksPerTurn
  })
}

const takeTasks = (ctx: Context, { sql }: Tx) => sql<NoticeTask[]>`
  with taken as (
    delete from notice_tasks where id in (
      select id from notice_tasks where workspace_id = ${ctx.workspaceId}
      order by id limit ${tasksPerTurn} for update skip locked)
    returning id, name, payload, actor)
  select name, payload, actor from taken order by id`

const concerns = (subject: NoticeSubject, { userId }: Reader): boolean =>
  (subject.userId === null || subject.userId === userId) && subject.actor !== `user:${userId}`

/** What one person is told, in its order: many of one kind as one. */
function gathered(subjects: readonly NoticeSubject[]): PersonalNotice[] {
  return [...Map.groupBy(subjects, ({ kind }) => kind)].flatMap(([kind, list]) =>
    list.length > mostApart
      ? [{ kind, title: null, path: pages[kind], count: list.length }]
      : list.map(({ title, path }) => ({ kind, title, path, count: 1 })),
  )
}

const pages: Record<NoticeKind, string> = {
  lead_new: '/leads',
  lead_mine: '/leads',
  reminder: '/leads',
  match: '/requests',
  offer: '/requests',
  proposal: '/proposals',
  parse: '/import',
  delivery: '/deliveries',
  integration: '/integrations',
}

async function ring(
  ctx: Context,
  tx: Tx,
  told: readonly (PersonalNotice & { userId: string })[],
): Promise<void> {
  if (!told.length) return
  await tx.sql`
    insert into notices (workspace_id, user_id, kind, title, path, count)
    select ${ctx.workspaceId}, n."userId", n.kind, n.title, n.path, n.count
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as n("userId" uuid, kind text, title text, path text, count int)`
  const userIds = [...new Set(told.map(({ userId }) => userId))]
  tx.write(tx.sql`
    delete from notices where workspace_id = ${ctx.workspaceId} and user_id = any (${userIds}::uuid[])
      and created_at < now() - ${keptDays} * interval '1 day'`)
  tx.record('notice.changed', { userIds })
}
