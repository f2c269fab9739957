import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { AuditQuery, type AuditEntry } from '@cartie/shared/schemas/audit'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createApiKey } from '../api-key/create.ts'
import { createLead } from '../lead/create.ts'
import { updateMember } from '../member/update.ts'
import { updateWorkspace } from '../workspace/update.ts'
import { exportAudit } from './export.ts'
import { listAudit } from './list.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const list = (ctx: Context, query: Record<string, unknown> = {}) => listAudit(ctx, AuditQuery.parse(query))
/** A workspace with an owner who has a name. */
async function owned() {
  const ctx = await on.workspace()
  const id = await addMember(ctx, 'OWNER', 'Olha')
  return { ...ctx, actor: { kind: 'user' as const, id, role: 'OWNER' as const } }
}
const record = (ctx: Context, total: number) =>
  withTx(ctx, async (tx) =>
    tx.record('parse.started', { parseId: '00000000-0000-4000-8000-000000000000', total }),
  )

describe('the audit trail', () => {
  test('tells who did what to whom, before and after, newest first; what Cartie does by itself is not in it', async () => {
    const ctx = await owned()
    const colleague = await addMember(ctx, 'MANAGER', 'Petro')
    const key = await createApiKey(ctx, { name: 'Script', role: 'ADMIN' })
    await updateMember({ ...ctx, actor: { kind: 'apiKey', id: key.id, role: 'ADMIN' } }, colleague, {
      role: 'VIEWER',
    })
    await record({ ...ctx, actor: { kind: 'system', id: null, role: 'OWNER' } }, 1)
    await record({ ...ctx, actor: { kind: 'system', id: 'visitor', role: 'OWNER' } }, 2)
    await updateWorkspace(ctx, { name: 'New name' })
    const { data } = await list(ctx)
    expect(data).toMatchObject([
      {
        event: 'workspace.changed',
        payload: { changes: { name: { from: 'Test', to: 'New name' } } },
        actor: { kind: 'user', id: ctx.actor.id, name: 'Olha' },
        about: null,
      },
      {
        event: 'member.role_changed',
        payload: { from: 'MANAGER', to: 'VIEWER' },
        actor: { kind: 'apiKey', id: key.id, name: 'Script' },
        about: 'Petro',
      },
      { event: 'api_key.created', actor: { name: 'Olha' }, about: 'Script' },
    ])
  })

  test('is found by person and by kind', async () => {
    const ctx = await owned()
    const other = { ...ctx, actor: { ...ctx.actor, id: await addMember(ctx, 'OWNER', 'Ivan') } }
    await createLead(ctx, { name: 'One' })
    await createLead(other, { name: 'Two' })
    await updateWorkspace(other, { name: 'x' })
    const seen = async (query: Record<string, unknown>) =>
      (await list(ctx, query)).data.map(({ event, actor }) => `${actor.name} ${event}`)
    expect(await seen({ actor: `user:${ctx.actor.id}` })).toEqual(['Olha lead.created'])
    expect(await seen({ kind: 'lead' })).toEqual(['Ivan lead.created', 'Olha lead.created'])
    expect(await seen({ kind: 'workspace', actor: `user:${ctx.actor.id}` })).toEqual([])
  })

  test('is read to its end page by page, each once, though more is done meanwhile', async () => {
    const ctx = await owned()
    for (let n = 1; n <= 25; n++) await record(ctx, n)
    const seen: unknown[] = []
    let cursor: string | undefined
    do {
      const page: { data: AuditEntry[]; nextCursor: string | null } = await list(ctx, {
        limit: 10,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.data.map(({ payload }) => payload.total))
      await record(ctx, 100)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i))
    const exported: AuditEntry[] = []
    for await (const rows of exportAudit(ctx, {})) exported.push(...rows)
    expect(exported).toHaveLength(28)
    await expect(list(ctx, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('shows another workspace nothing, and lower roles neither', async () => {
    const ctx = await owned()
    await record(ctx, 1)
    expect(await list(await on.workspace())).toEqual({ data: [], nextCursor: null })
    for (const role of otherRoles(permissions['audit.read'])) {
      await expect(list(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
      expect(() => exportAudit(as(ctx, role), {})).toThrow(expect.objectContaining({ code: 'forbidden' }))
    }
  })
})
