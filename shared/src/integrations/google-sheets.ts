import { z } from 'zod'
import type { EventName } from '../event.ts'
import { words } from '../scenario/local-text.ts'
import { cleanString, Language } from '../schemas/common.ts'
import { defineIntegration } from './integration.ts'
import { readServiceAccount } from './service-account.ts'
import { carColumns, leadColumns, type CarColumn, type LeadColumn } from './sheet-columns.ts'

const address = /^(?:https:\/\/docs\.google\.com\/spreadsheets\/d\/)?([\w-]{20,100})(?:[/?#].*)?$/

/** A spreadsheet's id, also out of its address. */
const SpreadsheetId = cleanString(500, 1).transform((text, at) => {
  const id = address.exec(text)?.[1]
  if (id !== undefined) return id
  at.issues.push({
    code: 'custom',
    message: "Copy the address of the sheet out of the browser's bar",
    input: text,
  })
  return z.NEVER
})

const columnsOf = <Column extends string>(all: Record<Column, unknown>) => {
  const names = Object.keys(all) as [Column, ...Column[]]
  return z
    .array(z.enum(names))
    .max(names.length)
    .default([])
    .transform((chosen) => names.filter((name) => !chosen.length || chosen.includes(name)))
}

const sheet = {
  spreadsheet: SpreadsheetId,
  /** The sheet's tab, by its name. */
  tab: cleanString(100, 1),
  /** Of the words above the columns. */
  language: Language.default('uk'),
}

export const SheetConfig = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('leads'), ...sheet, columns: columnsOf<LeadColumn>(leadColumns) }),
  z.strictObject({ what: z.literal('cars'), ...sheet, columns: columnsOf<CarColumn>(carColumns) }),
])
export type SheetConfig = z.output<typeof SheetConfig>

const told: Record<SheetConfig['what'], EventName[]> = { leads: ['lead.created'], cars: ['listing.created'] }

/** A tab of a Google sheet that gets a row for each new lead, or each new car. */
export const googleSheets = defineIntegration({
  type: 'GOOGLE_SHEETS',
  config: SheetConfig,
  madeBy: 'people',
  eventsOf: (config) => told[SheetConfig.parse(config).what],
  secret: {
    schema: z
      .string()
      .max(10_000)
      .refine((text) => readServiceAccount(text), 'This is not the key file of a service account'),
    label: words(
      'Ключ сервісного акаунта (JSON)',
      'Ключ сервисного аккаунта (JSON)',
      'Key of a service account (JSON)',
    ),
    help: words(
      'Вставте вміст файлу ключа й відкрийте таблицю для його адреси client_email як редактора.',
      'Вставьте содержимое файла ключа и откройте таблицу для его адреса client_email как редактора.',
      'Paste the key file, and share the sheet with its address client_email as an editor.',
    ),
  },
  example: {
    what: 'leads',
    spreadsheet: 'https://docs.google.com/spreadsheets/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit',
    tab: 'Ліди',
  },
  labels: {
    name: words('Google Таблиці', 'Google Таблицы', 'Google Sheets'),
    help: words(
      'Додає рядок для кожного нового ліда або авто.',
      'Добавляет строку для каждого нового лида или авто.',
      'Adds a row for each new lead or car.',
    ),
    fields: {
      what: words('Що записувати', 'Что записывать', 'What is written'),
      spreadsheet: words('Адреса таблиці', 'Адрес таблицы', 'Address of the sheet'),
      tab: words('Аркуш', 'Лист', 'Tab'),
      language: words('Мова заголовків', 'Язык заголовков', 'Language of the headings'),
      columns: words('Стовпці (жодного — усі)', 'Столбцы (ни одного — все)', 'Columns (none: all)'),
    },
    values: {
      leads: words('ліди', 'лиды', 'leads'),
      cars: words('авто', 'авто', 'cars'),
      uk: words('українська', 'украинский', 'Ukrainian'),
      ru: words('російська', 'русский', 'Russian'),
      en: words('англійська', 'английский', 'English'),
      ...carColumns,
      ...leadColumns,
    },
  },
})
