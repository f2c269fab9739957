import { describe, expect, test } from 'vitest'
import { decodeTable, readTable, separatorOf } from './csv-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a table', () => {
  test('from a spreadsheet in windows-1251 is read as written', () => {
    // "Ціна" in windows-1251.
    expect(decodeTable(Uint8Array.of(0xd6, 0xb3, 0xed, 0xe0))).toBe('Ціна')
    expect(decodeTable(utf8('Ціна'))).toBe('Ціна')
  })
  test('in UTF-16 with its mark is read', () => {
    const text = 'Рік;Ціна'
    const bytes = new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ])
    expect(decodeTable(bytes)).toBe(text)
  })
  test.each([
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"one, two";price', ';'],
    ['a,b', ','],
    ['single', ';'],
  ])('%j has its own separator', (line, mark) => {
    expect(separatorOf(`${line}\n1,2,3,4`)).toBe(mark)
  })
  test('keeps quoted separators and lines, and leaves empty lines out', async () => {
    const table = await readTable(
      utf8('\uFEFFНазва;Ціна\r\n"BMW; X5\nчорний";"12 ""500"""\r\n;\r\nAudi;1\r\n'),
    )
    expect(table).toEqual({
      header: ['Назва', 'Ціна'],
      rows: [
        ['BMW; X5\nчорний', '12 "500"'],
        ['Audi', '1'],
      ],
    })
  })
  test('gives back what our own export put behind an apostrophe', async () => {
    expect((await readTable(utf8("phone,title\n'+380671234567,'90s\n"))).rows).toEqual([
      ['+380671234567', "'90s"],
    ])
  })
  test('of nothing has no rows', async () => {
    expect(await readTable(utf8(''))).toEqual({ header: [], rows: [] })
  })
})
