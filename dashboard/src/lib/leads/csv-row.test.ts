import { describe, expect, test } from 'vitest'
import { LeadRow } from '@cartie/shared/schemas/lead-intake'
import { guessLeadColumns, leadTargets } from './csv-columns.ts'
import { readLeadRow } from './csv-row.ts'

describe('columns of a table of people are guessed', () => {
  test.each([
    [
      [
        'Клієнт',
        'Телефон',
        'Телефон 2',
        'Місто',
        'Марка',
        'Модель',
        'Рік від',
        'Бюджет',
        'Валюта',
        'Коментар',
        'Статус',
      ],
      [
        'name',
        'phone',
        'otherPhones',
        'city',
        'make',
        'model',
        'yearFrom',
        'budgetMax',
        'currency',
        'request',
        'status',
      ],
    ],
    [
      ['ФИО', 'Номер', 'Почта', 'Телеграм', 'Источник', 'Метки', 'Бюджет от', 'Бюджет до', 'Примечание'],
      ['name', 'phone', 'email', 'telegramUsername', 'source', 'tags', 'budgetMin', 'budgetMax', 'request'],
    ],
    [
      ['Name', 'Mobile', 'E-mail', 'City', 'Wish', 'Stage', 'Campaign', 'Language'],
      ['name', 'phone', 'email', 'city', 'request', 'status', 'campaign', 'language'],
    ],
  ])('by their headers %#', (header, expected) => {
    expect(guessLeadColumns(header, [])).toEqual(expected)
  })

  test('from our own export without a change', () => {
    expect(guessLeadColumns([...leadTargets], [])).toEqual([...leadTargets])
    expect(guessLeadColumns(['createdAt', 'lastInteractionAt'], [])).toEqual(['skip', 'skip'])
  })

  test('by their values where the header says nothing', () => {
    const rows = [['L-7K2M9X', '067 123 45 67', 'a@b.com', 'x']]
    expect(guessLeadColumns(['a', 'b', 'c', 'd'], rows)).toEqual(['code', 'phone', 'email', 'skip'])
  })
})

describe('a row of a table of people', () => {
  test('is read in any form that people write, and taken by the API', () => {
    const cells = {
      name: 'Олена',
      phone: '067 123 45 67 / 050 765 43 21',
      email: 'o@example.com',
      telegramUsername: 'https://t.me/olena_k',
      kind: 'Продає',
      status: 'В роботі',
      make: 'БМВ',
      yearFrom: '2018 р.',
      budgetMin: '30 тис $',
      budgetMax: '25 000 $',
      tags: 'vip; Київ',
      language: 'укр',
    }
    const { row, unread } = readLeadRow(
      Object.values(cells),
      Object.keys(cells) as (keyof typeof cells)[],
      'UAH',
    )
    expect(unread).toEqual([])
    expect(LeadRow.parse(row)).toEqual({
      name: 'Олена',
      phone: '067 123 45 67',
      otherPhones: ['050 765 43 21'],
      email: 'o@example.com',
      telegramUsername: 'olena_k',
      kind: 'SELL',
      status: 'IN_PROGRESS',
      make: 'BMW',
      yearFrom: 2018,
      budget: { min: 25_000, max: 30_000, currency: 'USD' },
      tags: ['vip', 'Київ'],
      language: 'uk',
    })
  })

  test('tells what it could not read and leaves it empty', () => {
    const { row, unread } = readLeadRow(
      ['Іван', 'no mail', 'soon', 'перший дзвінок'],
      ['name', 'email', 'yearFrom', 'kind'],
      'USD',
    )
    expect(row).toEqual({ name: 'Іван' })
    expect(unread.map((one) => one.target)).toEqual(['email', 'kind', 'yearFrom'])
  })

  test('without a name or a way to reach them is nobody', () => {
    expect(readLeadRow(['Київ', ''], ['city', 'phone'], 'USD').row).toBeUndefined()
  })
})
