import { expect, test } from 'vitest'
import { changed, historyOf, redone, undone } from './draft-history.ts'

const a = { is: 'a' }
const b = { is: 'b' }
const c = { is: 'c' }

test('what was done is taken back in turn and done again in turn', () => {
  const two = changed(changed(historyOf(a), b), c)
  expect(undone(two).now).toBe(b)
  expect(undone(undone(undone(two))).now).toBe(a)
  expect(redone(undone(two)).now).toBe(c)
  expect(redone(two)).toBe(two)
})
test('letters of one field are taken back as one, until something else happens', () => {
  const typed = changed(changed(historyOf(a), b, 'text'), c, 'text')
  expect(undone(typed).now).toBe(a)
  expect(undone(changed(changed(historyOf(a), b, 'text'), c, 'other')).now).toBe(b)
  expect(undone(changed(undone(changed(typed, b, 'other')), a, 'text')).now).toBe(c)
})
test('a new change ends what could be done again; a change to the same is none', () => {
  const back = undone(changed(historyOf(a), b))
  expect(redone(changed(back, c)).now).toBe(c)
  expect(changed(back, a)).toBe(back)
})
