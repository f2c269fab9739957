import type { Context, Tx } from '../../context.ts'

/** The username of a bot by which people come in: its own where it runs, or else the workspace's first that does. */
export async function botName(ctx: Context, { sql }: Tx, own: string | null): Promise<string | null> {
  const [bot] = await sql<{ username: string }[]>`
    select username from bot_configs
    where workspace_id = ${ctx.workspaceId} and enabled and deleted_at is null and username is not null
    order by coalesce(id = ${own}::uuid, false) desc, created_at, id limit 1`
  return bot?.username ?? null
}
