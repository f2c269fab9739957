import { expect, test } from 'vitest'
import { mergedEdits, saveEdit } from './edit-conflict.ts'
import { refusal } from './testing/refusal.ts'

const conflict = refusal(409, 'conflict')
/** A row at version 2, of which an editor who saw version 1 knows nothing yet. */
function edited(meets: boolean, now = 2) {
  const puts: number[] = []
  const done = saveEdit({
    version: 1,
    put: (version) => {
      puts.push(version)
      return version === 2 ? Promise.resolve({ version: 3 }) : Promise.reject(conflict)
    },
    read: () => Promise.resolve({ version: now }),
    meet: () => meets,
  })
  return { puts, done }
}

test('an edit is saved upon a newer version only where what is new was taken in', async () => {
  const agreed = edited(true)
  expect(await agreed.done).toEqual({ version: 3 })
  expect(agreed.puts).toEqual([1, 2])
  const clashing = edited(false)
  expect(await clashing.done).toBeUndefined()
  expect(clashing.puts).toEqual([1])
})

test('what is refused though nothing is newer is told', async () => {
  await expect(edited(true, 1).done).rejects.toBe(conflict)
})

test('of two edits each keeps its fields, and a field that both changed is named', () => {
  const began = { name: 'A', city: '', makes: ['BMW'], notes: '' }
  const mine = { ...began, name: 'B', makes: ['BMW', 'Audi'], notes: 'same' }
  const theirs = { ...began, name: 'C', city: 'Lviv', notes: 'same' }
  expect(mergedEdits(mine, began, theirs)).toEqual({
    form: { name: 'B', city: 'Lviv', makes: ['BMW', 'Audi'], notes: 'same' },
    clashes: ['name'],
  })
})
