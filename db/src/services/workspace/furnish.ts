import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import type { Context, Tx } from '../../context.ts'
import { installTemplate } from '../scenario/install-template.ts'

/** A newcomer finds talks to play and to give to a bot; they serve no bot until somebody says which. */
export async function furnishWorkspace(ctx: Omit<Context, 'actor'>, sql: Tx['sql']): Promise<void> {
  // Nobody follows the events of a workspace that is only being made.
  const tx: Tx = {
    sql,
    write: (statement) => void statement.execute(),
    last: (statement) => void statement.execute(),
    record: () => undefined,
    wake: () => undefined,
  }
  const actor = { kind: 'system', id: null, role: 'OWNER', name: 'Cartie' } as const
  for (const { id } of scenarioTemplates) await installTemplate({ ...ctx, actor, tx }, id, { botIds: [] })
}
