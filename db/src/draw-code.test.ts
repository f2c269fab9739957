import { afterAll, beforeAll, expect, test } from 'vitest'
import { LeadQuery } from '@cartie/shared/schemas/lead'
import { RequestInput, RequestQuery } from '@cartie/shared/schemas/request'
import { withTx } from './client.ts'
import type { Context, Tx } from './context.ts'
import { createLead } from './services/lead/create.ts'
import { listLeads } from './services/lead/list.ts'
import { createProposal } from './services/proposal/create.ts'
import { createRequest } from './services/request/create.ts'
import { listRequests } from './services/request/list.ts'
import { updateWorkspace } from './services/workspace/update.ts'
import { testWorkspaces, type TestWorkspaces } from './testing/test-workspaces.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

/** The texts of the statements that `run` sends within a transaction. */
async function statementsOf(ctx: Context, run: (ctx: Context) => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  await withTx(ctx, async (tx) => {
    const sql = new Proxy(tx.sql, {
      apply(target, self, given: unknown[]) {
        const [text] = given
        if (Array.isArray(text) && 'raw' in text) sent.push(text.join('?'))
        return Reflect.apply(target, self, given) as unknown
      },
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name !== 'unsafe') return value
        return (...given: Parameters<Tx['sql']['unsafe']>) => {
          sent.push(given[0])
          return target.unsafe(...given)
        }
      },
    })
    await run({ ...ctx, tx: { ...tx, sql } })
  })
  return sent
}

test('a code begins as the company wants, is found by what it is, and costs no statement of its own', async () => {
  const ctx = await on.workspace()
  await updateWorkspace(ctx, { codePrefixes: { lead: 'KLIENT', request: 'AVTO', proposal: 'OFFER' } })
  const sent = await statementsOf(ctx, async (inner) => {
    await createLead(inner, { name: 'Olena' })
    await createRequest(inner, RequestInput.parse({ title: 'BMW X5' }))
  })
  expect(sent.some((text) => /insert into leads/.test(text))).toBe(true)
  expect(sent.filter((text) => /^\s*select code_prefixes/.test(text))).toEqual([])
  const [lead] = (await listLeads(ctx, LeadQuery.parse({ q: 'klient' }))).data
  expect(lead!.code).toMatch(/^KLIENT-[0-9A-Z]{6}$/)
  expect((await listLeads(ctx, LeadQuery.parse({ q: lead!.code }))).data).toHaveLength(1)
  const [request] = (await listRequests(ctx, RequestQuery.parse({ q: 'AVTO' }))).data
  expect(request!.code).toMatch(/^AVTO-[0-9A-Z]{6}$/)
  await expect(createProposal(ctx, request!.id, { variantIds: [] })).resolves.toMatchObject({
    code: expect.stringMatching(/^OFFER-[0-9A-Z]{6}$/) as string,
  })
})
