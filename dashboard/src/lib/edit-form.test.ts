import { expect, test } from 'vitest'
import { EditForm } from './edit-form.svelte.ts'
import { refusal } from './testing/refusal.ts'

interface Row {
  version: number
  name: string
  city: string
}

const conflict = refusal(409, 'conflict')

/** A row of a server, and a form upon it as it was first; a name is trimmed when it is saved. */
function opened() {
  const first: Row = { version: 1, name: 'A', city: '' }
  const server = { row: first, held: Promise.resolve() }
  const edit = new EditForm(first, (row?: Row) => ({ name: row?.name ?? '', city: row?.city ?? '' }))
  const save = () =>
    edit.save(
      edit.seen!,
      async ({ version }) => {
        const { name, city } = edit.form
        await server.held
        if (version !== server.row.version) throw conflict
        return (server.row = { version: version + 1, name: name.trim(), city })
      },
      () => Promise.resolve(server.row),
    )
  return { server, edit, save }
}

test('what is typed while it is being saved stays, and is saved next', async () => {
  const { server, edit, save } = opened()
  edit.form.name = ' B '
  const hold = Promise.withResolvers<void>()
  server.held = hold.promise
  const saving = save()
  edit.form.city = 'Lviv'
  hold.resolve()
  expect(await saving).toEqual({ version: 2, name: 'B', city: '' })
  expect({ ...edit.form }).toEqual({ name: 'B', city: 'Lviv' })
  expect(await save()).toEqual({ version: 3, name: 'B', city: 'Lviv' })
})

test('what others saved is taken in where nothing was typed, at once and when it is saved', async () => {
  const { server, edit, save } = opened()
  edit.form.name = 'B'
  expect(edit.meet((server.row = { version: 2, name: 'A', city: 'Lviv' }))).toBe(true)
  expect({ ...edit.form }).toEqual({ name: 'B', city: 'Lviv' })
  server.row = { version: 3, name: 'A', city: 'Odesa' }
  expect(await save()).toEqual({ version: 4, name: 'B', city: 'Odesa' })
  expect({ ...edit.form }).toEqual({ name: 'B', city: 'Odesa' })
})

test('a clash is shown for as long as the two differ', () => {
  const { edit } = opened()
  edit.form.name = 'B'
  expect(edit.meet({ version: 2, name: 'C', city: '' })).toBe(false)
  expect(edit.meet({ version: 3, name: 'C', city: 'Lviv' })).toBe(false)
  expect({ ...edit.form }).toEqual({ name: 'B', city: 'Lviv' })
  expect(edit.meet({ version: 4, name: 'B', city: 'Lviv' })).toBe(true)
})

test('a field that both changed is named and nothing is saved until its editor says so again', async () => {
  const { server, edit, save } = opened()
  edit.form.name = 'B'
  server.row = { version: 2, name: 'C', city: 'Lviv' }
  expect(await save()).toBeUndefined()
  expect(edit.clashes).toEqual(['name'])
  expect({ ...edit.form }).toEqual({ name: 'B', city: 'Lviv' })
  expect(server.row.version).toBe(2)
  expect(await save()).toEqual({ version: 3, name: 'B', city: 'Lviv' })
  expect(edit.clashes).toEqual([])
})
