import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { colourSet, contrast } from './workspace-colour.ts'

const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

describe("a workspace's colour", () => {
  test('is counted as WCAG counts', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
  test('of any kind can be read as text and written upon', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const set = colourSet(colour)
        expect(contrast(set.base, set.on)).toBeGreaterThanOrEqual(4)
        for (const surface of ['#ffffff', '#f7f7f6', '#f1f1ef'])
          expect(contrast(set.textOnLight, surface)).toBeGreaterThanOrEqual(4.5)
        for (const surface of ['#0d0d0c', '#181817', '#222220'])
          expect(contrast(set.textOnDark, surface)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
  test('stays itself where it can', () => {
    expect(colourSet('#D4AF37')).toMatchObject({ base: '#d4af37', textOnDark: '#d4af37' })
  })
  test('that is none becomes gold', () => {
    expect(colourSet('red; } body { display: none').base).toBe('#d4af37')
  })
})
