import { describe, expect, test } from 'vitest'
import { fillDrop } from './fill-drop.ts'

/** Days of so many adverts each, by how many of them had the field. */
const days = (of: number, ...filled: number[]) =>
  filled.map((n, at) => ({ day: `2026-11-${String(at + 1).padStart(2, '0')}`, of, filled: n }))

describe('a field of a site', () => {
  test('has dropped since the day from which it is filled much less often', () => {
    expect(fillDrop(days(20, 19, 20, 19, 2, 1))).toEqual({
      day: '2026-11-04',
      before: 58 / 60,
      since: 3 / 40,
    })
  })

  test('has dropped also when one day of it is enough to be sure', () => {
    expect(fillDrop(days(30, 29, 30, 28, 0))?.day).toBe('2026-11-04')
  })

  test.each([
    ['holds', days(20, 19, 18, 20, 19)],
    ['is seldom filled, as ever', days(20, 3, 2, 4, 3)],
    ['rises', days(20, 2, 3, 18, 19)],
    ['has come back', days(20, 19, 19, 2, 1, 0, 19)],
    ['falls by less than a quarter', days(100, 95, 95, 76, 75)],
    ['falls where too little was read before', days(9, 9, 9, 0, 0)],
    ['falls where too little was read since', [...days(20, 20, 20), { day: '2026-11-03', of: 9, filled: 0 }]],
    ['falls within chance', [...days(20, 10), { day: '2026-11-02', of: 10, filled: 2 }]],
    ['was never read', days(0, 0, 0)],
  ])('has not dropped where it %s', (_, given) => {
    expect(fillDrop(given)).toBeUndefined()
  })

  test('days without anything read change nothing', () => {
    const given = days(20, 19, 20, 19, 2, 1)
    const empty = { day: '2026-12-01', of: 0, filled: 0 }
    expect(
      fillDrop([...given.slice(0, 3), { ...empty, day: '2026-11-03' }, ...given.slice(3), empty]),
    ).toEqual(fillDrop(given))
  })

  test('that is filled by chance alone is not said to drop', () => {
    let seed = 7
    const chance = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
    const heads = (of: number) => Array.from({ length: of }, chance).filter((one) => one < 0.5).length
    const alarms = Array.from({ length: 500 }, () =>
      fillDrop(days(16, ...Array.from({ length: 14 }, () => heads(16)))),
    ).filter(Boolean)
    expect(alarms).toEqual([])
  })
})
