import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { ParseInput } from '@cartie/shared/schemas/parse'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { startParse } from '../parse/start.ts'
import { checkInvariants, getInvariants } from './check.ts'

let db: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  db = await testWorkspaces()
  ctx = await db.workspace()
})
afterAll(() => db.close())

const wrong = async () => (await checkInvariants(db.db)).checks.filter((c) => !c.ok).map((c) => c.id)
const system = (text: string) => withSystemTx(db.db, ({ sql }) => sql.unsafe(text))

const delivery = (values: string) => `
  insert into deliveries (workspace_id, channel, lane, request, state, run_at, lease_until, ended_at)
  select id, 'telegram', 'telegram:1:1', '{}', ${values} from workspaces`
const update = (values: string) => `
  with bot as (insert into bot_configs (workspace_id, token_cipher, token_hint) select id, '', '' from workspaces returning id, workspace_id)
  insert into inbox_events (workspace_id, bot_id, chat_id, kind, payload, run_at, received_at)
  select workspace_id, id, '1', 'update', '{}', ${values} from bot`
const keyed = (key: string) => `
  insert into deliveries (workspace_id, channel, lane, request, state, dedup_key)
  select id, 'telegram', 'telegram:1:1', '{}', 'sent', '${key}' from workspaces`
const requestPost = (values: string) => `
  with bot as (insert into bot_configs (workspace_id, token_cipher, token_hint) select id, '', '' from workspaces returning id, workspace_id),
  request as (insert into b2b_requests (workspace_id, code, title, source, offer_token) select id, 'R-1', 'x', 'manual', 'x' from workspaces returning id, workspace_id)
  insert into request_posts (workspace_id, request_id, bot_id, chat_id, target, state, due_at)
  select workspace_id, request.id, bot.id, '1', 'channel', ${values} from bot join request using (workspace_id)`

describe('the checks', () => {
  test('all hold while a parse waits its turn', async () => {
    await startParse(ctx, ParseInput.parse({ urls: ['https://example.com/1', 'https://example.com/2'] }))
    expect(await wrong()).toEqual([])
  })

  // Each harm is done to the rows that the first test left, seen, and undone.
  test.each([
    [
      'work_forgotten',
      `update parse_items set run_at = now() - interval '2 minutes'`,
      `update parse_items set run_at = now()`,
    ],
    [
      'claims_expired',
      `update parse_items set status = 'running', lease_until = now() - interval '2 minutes'`,
      `update parse_items set status = 'queued', lease_until = null`,
    ],
    ['counts_wrong', `update parses set done = 1`, `update parses set done = 0`],
    [
      'items_left_behind',
      `update parses set status = 'done', finished_at = now()`,
      `update parses set status = 'queued', finished_at = null`,
    ],
    [
      'parses_stuck',
      `update parses set status = 'running', done = 2; update parse_items set status = 'failed', finished_at = now()`,
      `update parses set status = 'queued', done = 0; update parse_items set status = 'queued', finished_at = null`,
    ],
    [
      'cars_missing',
      `update parses set done = 2, status = 'done', finished_at = now(); update parse_items set status = 'saved', finished_at = now(), listing_ids = array[gen_random_uuid()]`,
      `update parses set status = 'queued', done = 0, finished_at = null; update parse_items set status = 'queued', finished_at = null, listing_ids = '{}'`,
    ],
    [
      'intakes_forgotten',
      `insert into lead_intakes (workspace_id, batch_id, source, given, created_by, created_at) select id, id, 'csv', '{}', 'test', now() - interval '6 minutes' from workspaces`,
      `delete from lead_intakes`,
    ],
    [
      'leads_missing',
      `insert into lead_intakes (workspace_id, batch_id, source, given, created_by, status, done_at) select id, id, 'csv', '{}', 'test', 'done', now() from workspaces`,
      `delete from lead_intakes`,
    ],
    [
      'reminders_forgotten',
      `with l as (insert into leads (workspace_id, code, name, source) select id, 'L-1', 'x', 'csv' from workspaces returning *)
       insert into lead_reminders (workspace_id, lead_id, text, due_at) select workspace_id, id, 'x', now() - interval '2 minutes' from l`,
      `delete from leads`,
    ],
    [
      'price_history_wrong',
      `insert into car_listings (workspace_id, source, source_id, price_minor, currency, previous_price_minor) select id, 'test', '1', 100, 'USD', 90 from workspaces`,
      `delete from car_listings`,
    ],
    [
      'deliveries_stuck',
      delivery(`'sending', now(), now() - interval '2 minutes', null`),
      `delete from deliveries`,
    ],
    [
      'deliveries_late',
      delivery(`'pending', now() - interval '2 minutes', null, null`),
      `delete from deliveries`,
    ],
    [
      'deliveries_unknown',
      delivery(`'unknown', now(), null, now() - interval '25 hours'`),
      `delete from deliveries`,
    ],
    [
      'request_posts_late',
      requestPost(`'planned', now() - interval '2 minutes'`),
      `delete from b2b_requests; delete from bot_configs`,
    ],
    [
      'request_posts_doubled',
      ['1', '2'].map((due) => keyed(`request-post:r:p:${due}`)).join(';'),
      `delete from deliveries`,
    ],
    ['updates_late', update(`now() - interval '2 minutes', now()`), `delete from bot_configs`],
    [
      'matching_late',
      `insert into match_tasks (workspace_id, listing_ids, created_at) select id, '{}', now() - interval '2 minutes' from workspaces`,
      `delete from match_tasks`,
    ],
    [
      'matching_set_aside',
      `insert into match_tasks (workspace_id, listing_ids, attempts, error) select id, '{}', 5, 'x' from workspaces`,
      `delete from match_tasks`,
    ],
    ['updates_unfinished', update(`now(), now() - interval '11 minutes'`), `delete from bot_configs`],
    [
      'proposals_late',
      `with r as (insert into b2b_requests (workspace_id, code, title, source, offer_token) select id, 'R-1', 'x', 'manual', 'x' from workspaces returning *)
       insert into proposals (workspace_id, request_id, code, token, title, created_by, version, sent_at)
       select workspace_id, id, 'P-1', 'x', 'x', 'test', 1, now() - interval '2 minutes' from r`,
      `delete from b2b_requests`,
    ],
  ])('%s is seen', async (id, harm, mend) => {
    await system(harm)
    expect(await wrong()).toEqual([id])
    await system(mend)
    expect(await wrong()).toEqual([])
  })

  test.each(otherRoles(permissions['invariants.read']))('are closed to %s', async (role) => {
    await expect(getInvariants(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
