import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ListingQuery } from '@cartie/shared/schemas/listing'
import { PartnerQuery } from '@cartie/shared/schemas/partner'
import { RequestQuery } from '@cartie/shared/schemas/request'
import {
  DictionaryQuery,
  type DictionaryWord,
  type DictionaryWordInput,
} from '@cartie/shared/schemas/dictionary'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { addMember } from '../../testing/test-members.ts'
import { createLead } from '../lead/create.ts'
import { createListing } from '../listing/create.ts'
import { listListings } from '../listing/list.ts'
import { readTargets } from '../broadcast/targets.ts'
import { updateLead } from '../lead/update.ts'
import { listPartners } from '../partner/list.ts'
import { listRequests } from '../request/list.ts'
import { createPartner } from '../partner/create.ts'
import { createRequest } from '../request/create.ts'
import { readRequestText } from '../request/read-text.ts'
import { listMatches } from '../match/list.ts'
import { matchRequest } from '../match/match-request.ts'
import { searchStock } from '../talk/search-stock.ts'
import { factsOfText } from '../variant/facts-of-text.ts'
import { addWord } from './add.ts'
import { changeWord } from './change.ts'
import { exportWords } from './export.ts'
import { importWords } from './import.ts'
import { listDictionary } from './list.ts'
import { ownDictionary } from './own.ts'
import { readDictionary } from './read.ts'
import { removeWord } from './remove.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const bmw: DictionaryWordInput = { kind: 'make', name: 'бмв', word: 'Вафелька' }
const prado: DictionaryWordInput = { kind: 'model', make: 'Toyota', name: 'Prado', word: 'Прадік' }
const managers = ['OWNER', 'ADMIN', 'MANAGER'] as const
const list = (ctx: Context, query: Record<string, unknown>) =>
  listDictionary(ctx, DictionaryQuery.parse(query))

describe('the words of a workspace', () => {
  test('are not looked at where there is nothing to read with them', async () => {
    const ctx = await on.workspace()
    const { id } = await createLead(ctx, { name: 'Olena' })
    const reading: Record<string, (ctx: Context, words: object) => Promise<unknown>> = {
      listings: (inner, words) => listListings(inner, ListingQuery.parse(words)),
      requests: (inner, words) => listRequests(inner, RequestQuery.parse(words)),
      partners: (inner, words) => listPartners(inner, PartnerQuery.parse(words)),
      targets: (inner, words) => readTargets(inner, inner.tx!, Object.values(words) as string[]),
      lead: (inner, words) => updateLead(inner, id, { ...words, city: 'Київ' }),
    }
    const admin = postgres(on.adminUrl, { max: 1 })
    await admin.begin(async (held) => {
      // Whoever looks at them fails.
      await held`lock table dictionary_words in access exclusive mode`
      const run = (name: string, words: object) =>
        withTx(ctx, async (tx) => {
          await tx.sql`set local lock_timeout = '300ms'`
          await reading[name]!({ ...ctx, tx }, words)
        })
      for (const name of Object.keys(reading)) {
        await run(name, {})
        await expect(run(name, { make: 'BMW' }), name).rejects.toMatchObject({ code: '55P03' })
      }
    })
    await admin.end()
  })

  test('are written by managers alone and read by its staff', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await addWord(ctx, bmw)
    for (const role of otherRoles(managers)) {
      const who = as(ctx, role)
      await expect(addWord(who, prado)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(changeWord(who, id, { word: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(removeWord(who, id)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(importWords(who, { rows: [bmw] })).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(() => exportWords(as(ctx, 'VIEWER'))).toThrow(expect.objectContaining({ code: 'forbidden' }))
    await expect(list(as(ctx, 'VIEWER'), { kind: 'make' })).rejects.toMatchObject({ code: 'forbidden' })
    for (const foreign of [changeWord(other, id, { word: 'слово' }), removeWord(other, id)])
      await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeWord(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    const [entry] = (await list(as(ctx, 'OPERATOR'), { kind: 'make', own: 'true' })).data
    expect(entry).toMatchObject({ name: 'BMW', level: 'built_in' })
    expect(entry?.words[0]).toEqual({ id, word: 'Вафелька', level: 'workspace' })
    expect((await list(other, { kind: 'make', own: 'true' })).data).toEqual([])
  })

  test('mean one thing each, and say which field is wrong and what to do', async () => {
    const ctx = await on.workspace()
    await addWord(ctx, bmw)
    const again = addWord(ctx, { ...bmw, name: 'Audi', word: 'вафелька' })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    const { id } = await addWord(ctx, { ...bmw, word: 'Бавка' })
    const taken = changeWord(ctx, id, { word: 'ВАФЕЛЬКА' })
    await expect(taken).rejects.toMatchObject({ code: 'conflict' })
    await expect(addWord(ctx, { ...prado, make: null })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/make', code: 'no_make' }],
    })
    await expect(addWord(ctx, { ...bmw, word: '7' })).rejects.toMatchObject({
      errors: [{ pointer: '/word', code: 'too_short' }],
    })
  })

  test('are looked for by name or spelling, a page after the other', async () => {
    const ctx = await on.workspace()
    await addWord(ctx, prado)
    const [found] = (await list(ctx, { kind: 'model', q: 'прадік' })).data
    expect(found).toMatchObject({ make: 'Toyota', words: [{ word: 'Прадік' }, ...found!.words.slice(1)] })
    const first = await list(ctx, { kind: 'city', limit: 3 })
    const second = await list(ctx, { kind: 'city', limit: 3, cursor: first.nextCursor })
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(6)
    expect((await list(ctx, { kind: 'city', q: 'київ' })).data.map(({ name }) => name)).toContain('Kyiv')
  })

  test('come from a table, whose wrong rows are named, and go back as one', async () => {
    const ctx = await on.workspace()
    const rows: DictionaryWordInput[] = [bmw, prado, { ...prado, make: '' }, { ...bmw, word: '' }]
    expect(await importWords(ctx, { rows })).toMatchObject({
      created: 2,
      unchanged: 0,
      refused: [
        { row: 2, code: 'no_make' },
        { row: 3, code: 'no_word' },
      ],
    })
    expect(await importWords(ctx, { rows: [bmw, { ...bmw, name: 'Audi' }] })).toMatchObject({
      created: 0,
      changed: 1,
    })
    const words = (await exportWords(ctx).next()).value as DictionaryWord[]
    expect(words).toMatchObject([
      { kind: 'make', name: 'Audi', word: 'Вафелька' },
      { kind: 'model', make: 'Toyota', word: 'Прадік' },
    ])
    expect(
      await importWords(ctx, {
        rows: words.map(({ kind, make, name, word }) => ({ kind, make, name, word })),
      }),
    ).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
  })

  test('hold over those of the installation, which every workspace reads and none writes', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await withSystemTx(
      on.db,
      ({ sql }) => sql`insert into dictionary_words (kind, name, word, key) values
        ('make', 'Audi', 'Вафелька', 'вафелька'), ('city', 'Kyiv', 'Стольне', 'стольне')`,
    )
    await addWord(ctx, bmw)
    const makes = async (who: Context) => {
      const dictionary = await ownDictionary(who)
      return [dictionary.makeOf('вафелька')?.make, dictionary.townOf('стольне')]
    }
    expect(await makes(ctx)).toEqual(['BMW', 'Kyiv'])
    expect(await makes(other)).toEqual(['Audi', 'Kyiv'])
    const level = (await list(other, { kind: 'city', q: 'стольне' })).data[0]?.words[0]
    expect(level).toEqual({ id: null, word: 'Стольне', level: 'global' })
    await withTx(other, async ({ sql }) => {
      expect((await sql`delete from dictionary_words where workspace_id is null`).count).toBe(0)
      expect((await sql`update dictionary_words set name = 'x' where workspace_id is null`).count).toBe(0)
    })
    const planted = withTx(
      other,
      ({ sql }) => sql`insert into dictionary_words (kind, name, word, key) values ('make', 'x', 'x', 'x')`,
    )
    await expect(planted).rejects.toThrow(/row-level security/)
    await withSystemTx(on.db, ({ sql }) => sql`delete from dictionary_words where workspace_id is null`)
  })

  test('of the installation are its operators’ alone to change: they count everywhere at once, under a workspace’s own', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const operator = await addMember(ctx, 'VIEWER')
    await withSystemTx(on.db, ({ sql }) => sql`update users set is_operator = true where id = ${operator}`)
    const runs: Context = { ...ctx, actor: { kind: 'user', id: operator, role: 'VIEWER' } }
    for (const who of [ctx, as(ctx, 'ADMIN'), { ...ctx, actor: { ...ctx.actor, id: null } }]) {
      const refused = { code: 'forbidden' }
      await expect(addWord(who, bmw, 'global')).rejects.toMatchObject(refused)
      await expect(changeWord(who, randomUUID(), {}, 'global')).rejects.toMatchObject(refused)
      await expect(removeWord(who, randomUUID(), 'global')).rejects.toMatchObject(refused)
      await expect(importWords(who, { rows: [bmw] }, 'global')).rejects.toMatchObject(refused)
      await expect(
        listDictionary(who, DictionaryQuery.parse({ kind: 'make' }), 'global'),
      ).rejects.toMatchObject(refused)
      await expect(exportWords(who, 'global').next()).rejects.toMatchObject(refused)
    }
    const makeIn = async (who: Context) => (await ownDictionary(who)).makeOf('вафелька')?.make
    // What the operator's own workspace calls it is no matter here.
    await addWord(ctx, { ...bmw, name: 'Audi' })
    const { id } = await addWord(runs, bmw, 'global')
    expect([await makeIn(ctx), await makeIn(other)]).toEqual(['Audi', 'BMW'])
    const all = async (query: object) =>
      (await listDictionary(runs, DictionaryQuery.parse(query), 'global')).data
    const [entry] = await all({ kind: 'make', own: 'true' })
    expect(entry).toMatchObject({ name: 'BMW' })
    expect(entry!.words[0]).toEqual({ id, word: 'Вафелька', level: 'global' })
    expect(
      (await all({ kind: 'make', q: 'audi' }))[0]!.words.every(({ level }) => level !== 'workspace'),
    ).toBe(true)
    // A workspace can't reach them by its own verbs, nor an operator a workspace's by theirs.
    await expect(changeWord(ctx, id, { name: 'Opel' })).rejects.toMatchObject({ code: 'not_found' })
    const [own] = (await exportWords(ctx).next()).value as DictionaryWord[]
    await expect(removeWord(runs, own!.id, 'global')).rejects.toMatchObject({ code: 'not_found' })
    await changeWord(runs, id, { name: 'Opel' }, 'global')
    expect([await makeIn(ctx), await makeIn(other)]).toEqual(['Audi', 'Opel'])
    expect(await importWords(runs, { rows: [bmw, prado] }, 'global')).toMatchObject({
      created: 1,
      changed: 1,
    })
    expect((await exportWords(runs, 'global').next()).value).toMatchObject([
      { name: 'BMW', word: 'Вафелька' },
      { make: 'Toyota', word: 'Прадік' },
    ])
    await removeWord(runs, id, 'global')
    expect([await makeIn(ctx), await makeIn(other)]).toEqual(['Audi', undefined])
    const deeds = await withSystemTx(
      on.db,
      ({ sql }) =>
        sql`select subject from operator_deeds where user_id = ${operator} order by created_at, id`,
    )
    expect(deeds.map(({ subject }) => subject as string)).toEqual([
      'Вафелька → BMW',
      'Вафелька → Opel',
      'CSV: 2',
      'Вафелька →',
    ])
    await withSystemTx(on.db, ({ sql }) => sql`delete from dictionary_words where workspace_id is null`)
  })

  test('count at once when they are added, changed and forgotten, and are made once for each state', async () => {
    const ctx = await on.workspace()
    const makeNow = async () => (await ownDictionary(ctx)).makeOf('вафелька')?.make
    const { id } = await addWord(ctx, bmw)
    expect(await makeNow()).toBe('BMW')
    expect(await ownDictionary(ctx)).toBe(await ownDictionary(ctx))
    await changeWord(ctx, id, { name: 'Audi' })
    expect(await makeNow()).toBe('Audi')
    await removeWord(ctx, id)
    expect(await makeNow()).toBeUndefined()
  })
})

/** What each use makes of the word, in a workspace that has it and in one that has not. */
const uses: Record<string, (ctx: Context) => Promise<unknown>> = {
  'a car that is typed': async (ctx) => (await createListing(ctx, { title: 'X5', make: 'Вафелька' })).make,
  'a lead': async (ctx) =>
    (await createLead(ctx, { name: 'Bob', phone: '+380501112233', make: 'Вафелька' })).make,
  'a request by hand': async (ctx) =>
    (await createRequest(ctx, { title: 'X5', criteria: { makes: ['Вафелька'] } })).criteria.makes[0],
  'a request of a text': async (ctx) =>
    (await createRequest(ctx, { text: 'Вафелька 2018' })).criteria.makes[0],
  'a pasted wish': async (ctx) => (await readRequestText(ctx, 'шукаю Вафелька')).criteria.makes[0],
  'an offer': (ctx) =>
    withTx(ctx, async (tx) => factsOfText('Вафелька 2018, 20000$', await readDictionary(ctx, tx)).make),
  'a partner': async (ctx) => (await createPartner(ctx, { name: 'A', makes: ['Вафелька'] })).makes[0],
}

describe.each(Object.entries(uses))('%s', (_, use) => {
  test('is read by the words of its workspace, and not by those of another', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await addWord(ctx, bmw)
    expect(await use(ctx)).toBe('BMW')
    expect(await use(other)).not.toBe('BMW')
  })
})

describe('the inventory', () => {
  const titles = async (ctx: Context, query: Record<string, unknown>) =>
    (await listListings(ctx, ListingQuery.parse(query))).data.map(({ title }) => title)

  test('is filtered, searched and asked by a talk by the words of its workspace', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await addWord(ctx, { ...bmw, word: 'Стара Вафля' })
    for (const who of [ctx, other]) await createListing(who, { title: 'Седан', make: 'BMW', model: 'M5' })
    const found = async (who: Context) => [
      await titles(who, { make: 'стара вафля' }),
      await titles(who, { q: 'стара вафля M5' }),
      (await withTx(who, (tx) => searchStock(who, tx, { make: 'Стара вафля' }, 5))).cars.map((c) => c.title),
    ]
    expect(await found(ctx)).toEqual([['Седан'], ['Седан'], ['Седан']])
    expect(await found(other)).toEqual([[], [], []])
  })

  test('is matched with requests whatever word a car was saved by before', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const matched = async (who: Context) => {
      const { id } = await createRequest(who, { title: 'BMW', criteria: { makes: ['BMW'], must: ['make'] } })
      await withTx(who, (tx) => matchRequest(who, tx, id))
      return (await listMatches(who, id, { limit: 10 })).data.length
    }
    for (const who of [ctx, other])
      await createListing(who, { title: 'X5', make: 'Вафелька', status: 'AVAILABLE' })
    await addWord(ctx, bmw)
    expect([await matched(ctx), await matched(other)]).toEqual([1, 0])
  })
})
