import { expect, test } from 'vitest'
import { StagedRows } from './staged-rows.svelte.ts'

type Status = 'NEW' | 'DONE'
interface Row {
  id: string
  status: Status
}

/** One row on a server, and a board that shows it. */
function boardOf(row: Row) {
  const server = { row, asked: 0 }
  const stages = (): { status: Status; count: number; data: Row[]; nextCursor: null }[] =>
    (['NEW', 'DONE'] as const).map((status) => {
      const data = server.row.status === status ? [server.row] : []
      return { status, count: data.length, data, nextCursor: null }
    })
  const none = () => Promise.resolve({ data: [], nextCursor: null })
  const rows = new StagedRows<Row, Status, { status?: string; deleted?: string }, 'newest', null>(
    {
      page: none,
      stage: none,
      board: async (_, signal) => {
        server.asked++
        const columns = stages()
        await Promise.resolve()
        signal.throwIfAborted()
        return { total: 1, columns }
      },
      facets: () => Promise.resolve(null),
    },
    { filters: {}, sort: 'newest' },
  )
  const shown = () =>
    rows.board.data?.columns.flatMap(({ status, data }) => data.map(({ id }) => `${id} ${status}`)).join()
  return { server, rows, shown }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('a row that is on its way to another stage is not put back by what is fetched meanwhile', async () => {
  const { server, rows, shown } = boardOf({ id: 'a', status: 'NEW' })
  rows.show({}, 'newest', 'board')
  await settled()
  expect(shown()).toBe('a NEW')

  rows.refresh()
  const resume = rows.pause()
  rows.put({ id: 'a', status: 'DONE' })
  rows.refresh()
  await settled()
  expect(shown()).toBe('a DONE')

  server.row = { id: 'a', status: 'DONE' }
  const asked = server.asked
  resume()
  await settled()
  expect([shown(), server.asked]).toEqual(['a DONE', asked + 1])
})
