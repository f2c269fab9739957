import { expect, test } from 'vitest'
import { Pages } from './pages.svelte.ts'

interface Row {
  id: string
  state?: string
}

/** A list of rows on a server, two a page; `reach` says whether it can be reached, and `hold` keeps its answers. */
function serverOf(ids: string[]) {
  const server = { ids, down: false, asked: 0, held: Promise.resolve() }
  const pages = new Pages<Row>(async (cursor, signal) => {
    server.asked++
    await server.held
    signal.throwIfAborted()
    if (server.down) throw new TypeError('unreachable')
    const from = cursor ? server.ids.indexOf(cursor) : 0
    const next = server.ids[from + 2]
    return { data: server.ids.slice(from, from + 2).map((id) => ({ id })), nextCursor: next ?? null }
  })
  return { server, pages, shown: () => pages.rows.map(({ id }) => id).join('') }
}

test('a quiet reload keeps as many rows as were there, with what has come since', async () => {
  const { server, pages, shown } = serverOf([...'abcdefgh'])
  await pages.load()
  await pages.next()
  expect(shown()).toBe('abcd')
  server.ids = [...'xabcdefgh']
  await pages.load(true)
  expect(shown()).toBe('xabc')
  await pages.next()
  expect(shown()).toBe('xabcde')
})

test('a quiet reload that fails leaves the rows, and one that comes first is a load as any', async () => {
  const { server, pages, shown } = serverOf([...'abcd'])
  server.down = true
  await Promise.all([pages.load(), pages.load(true)])
  expect(pages.phase).toBe('failed')
  server.down = false
  await pages.load(true)
  expect([pages.phase, shown()]).toEqual(['ready', 'ab'])
  await pages.next()
  server.down = true
  await pages.load(true)
  expect([pages.phase, shown()]).toEqual(['ready', 'abcd'])
})

test('reloads in a burst end with the newest rows, after two of them', async () => {
  const { server, pages, shown } = serverOf(['a', 'b'])
  await pages.load()
  server.asked = 0
  let answer = () => undefined as void
  server.held = new Promise((resolve) => (answer = resolve))
  const reloads = [1, 2, 3, 4].map(() => pages.load(true))
  server.ids = ['c', 'd']
  answer()
  await Promise.all(reloads)
  expect([shown(), server.asked <= 2]).toEqual(['cd', true])
})

test('a row that is in two pages is shown once', async () => {
  const { server, pages, shown } = serverOf([...'abcd'])
  await pages.load()
  server.ids = [...'xabcd']
  const before = server.ids
  server.ids = ['c', 'b', ...before]
  await pages.next()
  expect(shown()).toBe('abc')
})

test('a refresh leaves a row that was put and that the list finds no more, until the list begins anew', async () => {
  const { server, pages, shown } = serverOf([...'abcd'])
  await pages.load()
  await pages.next()
  pages.put({ id: 'b', state: 'decided' })
  server.ids = ['a', 'c', 'd']
  await pages.refresh(0, 4, () => true)
  expect(shown()).toBe('abcd')
  expect(pages.rows[1]?.state).toBe('decided')
  await pages.load()
  await pages.next()
  expect(shown()).toBe('acd')
})

test('what was put while a page was fetched anew is not overwritten by what was read before', async () => {
  let states: (string | undefined)[] = ['old', 'old']
  let answer = () => undefined as void
  let held: Promise<void> | undefined
  const pages = new Pages<Row>(async () => {
    const page = { data: [{ id: 'a', state: states.shift() ?? 'new' }], nextCursor: null }
    await held
    return page
  })
  await pages.load()
  for (const read of [() => pages.refresh(0, 1, () => true), () => pages.load(true)]) {
    states = ['old']
    held = new Promise((resolve) => (answer = resolve))
    const reading = read()
    await expect.poll(() => states.length).toBe(0)
    pages.put({ id: 'a', state: 'new' })
    answer()
    await reading
    expect(pages.rows.map((row) => row.state)).toEqual(['new'])
  }
})
