import { describe, expect, test } from 'vitest'
import { rowWindow, scrollToRow } from './row-window.ts'

describe('a window on a long list', () => {
  test('draws what can be seen and a little around it, whatever the length', () => {
    expect(rowWindow(10_000, 64, 64 * 500, 640)).toEqual({ first: 494, last: 516 })
    expect(rowWindow(3, 64, 0, 640)).toEqual({ first: 0, last: 3 })
    expect(rowWindow(0, 64, 0, 640)).toEqual({ first: 0, last: 0 })
  })
  test('stays inside a list that became shorter', () => {
    expect(rowWindow(5, 64, 64 * 500, 640)).toEqual({ first: 5, last: 5 })
  })
  test('moves no further than it must to show a row', () => {
    expect(scrollToRow(5, 64, 0, 640)).toBe(0)
    expect(scrollToRow(10, 64, 0, 640)).toBe(64)
    expect(scrollToRow(2, 64, 640, 640)).toBe(128)
    expect(scrollToRow(9, 64, 0, 640, 40)).toBe(40)
  })
})
