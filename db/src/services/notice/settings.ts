import { mayHear, noticeKinds, wantsNotice, type NoticeChoices } from '@cartie/shared/domain/notice'
import type { NoticeSettings, NoticeSettingsInput } from '@cartie/shared/schemas/notice'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/** Of what the one who asks is told, and where. Throws `unprocessable` for an API key, which is nobody. */
export async function getNoticeSettings(ctx: Context): Promise<NoticeSettings> {
  requirePermission(ctx, 'workspace.read')
  const userId = userOf(ctx)
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ choices: NoticeChoices }[]>`
      select choices from notice_choices where workspace_id = ${ctx.workspaceId} and user_id = ${userId}`,
  )
  return settingsOf(ctx, row?.choices ?? {})
}

/**
 * Chooses of what the one who asks is told; kinds that are not given stay as they are. Throws `unprocessable` for an
 * API key.
 */
export async function setNoticeSettings(
  ctx: Context,
  { data }: NoticeSettingsInput,
): Promise<NoticeSettings> {
  requirePermission(ctx, 'workspace.read')
  const userId = userOf(ctx)
  const given = Object.fromEntries(data.map(({ kind, ...channels }) => [kind, channels]))
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<[{ choices: NoticeChoices }]>`
      insert into notice_choices as c (workspace_id, user_id, choices)
      values (${ctx.workspaceId}, ${userId}, ${JSON.stringify(given)})
      on conflict (workspace_id, user_id) do update set choices = c.choices || excluded.choices returning choices`,
  )
  return settingsOf(ctx, row.choices)
}

const settingsOf = ({ actor: { role } }: Context, choices: NoticeChoices): NoticeSettings => ({
  data: noticeKinds
    .filter((kind) => mayHear(role, kind))
    .map((kind) => ({
      kind,
      bell: wantsNotice({ role, choices }, kind, 'bell'),
      telegram: wantsNotice({ role, choices }, kind, 'telegram'),
    })),
})
