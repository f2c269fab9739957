import { ApiError } from '@cartie/shared/client'
import { describe, expect, test } from 'vitest'
import { refusal } from '#lib/testing/refusal.ts'
import { importRows, type ImportProgress } from './import-rows.ts'

const cars = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ line: i + 1, row: { title: `Car ${i + 1}` } }))
const refused = (pointers: string[]) => refusal(400, 'invalid', pointers)

describe('a table', () => {
  test('goes out in batches and tells how far it is', async () => {
    const sizes: number[] = []
    const told: number[] = []
    const result = await importRows(
      cars(1201),
      'run',
      async (rows) => {
        sizes.push(rows.length)
        return { created: rows.length, changed: 0, unchanged: 0 }
      },
      (p) => told.push(p.sent),
    )
    expect(sizes).toEqual([500, 500, 201])
    expect(told).toEqual([500, 1000, 1201])
    expect(result.created).toBe(1201)
  })
  test('loses only the rows that are refused', async () => {
    const sent: string[] = []
    const result = await importRows(
      cars(4),
      'run',
      async (rows) => {
        const bad = rows.findIndex((row) => row.title === 'Car 2')
        if (bad >= 0) throw refused([`/rows/${bad}/vin`])
        sent.push(...rows.map((row) => row.title))
        return { created: rows.length, changed: 0, unchanged: 0 }
      },
      () => {},
    )
    expect(sent).toEqual(['Car 1', 'Car 3', 'Car 4'])
    expect(result).toMatchObject({ sent: 4, created: 3, refused: [{ line: 2, message: 'vin: wrong' }] })
  })
  test('goes on after a failure where it stopped, under the same keys', async () => {
    const keys: string[] = []
    let down = true
    let last: ImportProgress | undefined
    const send = async (rows: { title: string }[], key: string) => {
      keys.push(key)
      if (key === 'run-500' && down) throw new TypeError('fetch failed')
      return { created: rows.length, changed: 0, unchanged: 0 }
    }
    await expect(importRows(cars(600), 'run', send, (p) => (last = p))).rejects.toThrow('fetch failed')
    down = false
    const result = await importRows(cars(600), 'run', send, () => {}, last)
    expect(keys).toEqual(['run-0', 'run-500', 'run-500'])
    expect(result.created).toBe(600)
  })
  test('tells the lines of rows that were taken in and could not be used', async () => {
    const result = await importRows(
      cars(3),
      'run',
      async () => ({ created: 2, changed: 0, unchanged: 0, refused: [{ row: 1, message: 'odd' }] }),
      () => {},
    )
    expect(result).toMatchObject({ sent: 3, created: 2, refused: [{ line: 2, message: 'odd' }] })
  })
  test('does not loop on a refusal that names no row', async () => {
    await expect(
      importRows(
        cars(2),
        'run',
        () => Promise.reject(refused(['/other'])),
        () => {},
      ),
    ).rejects.toThrow(ApiError)
  })
})
