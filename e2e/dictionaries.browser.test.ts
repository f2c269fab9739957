import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRequest } from '@cartie/shared/endpoints/requests'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the dictionaries', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const makesOf = async (text: string) =>
    (await desk.cartie.api(readRequest, { body: { text } })).criteria.makes

  test('learn a word, forget it and get it back, and take a table whose wrong rows are named', async () => {
    const { page } = await desk.visit('/settings/dictionaries')
    await page.getByRole('button', { name: word('dictionary_add'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(word('dictionary_word'), { exact: true }).fill('7')
    await dialog.getByLabel(word('dictionary_name'), { exact: true }).fill('BMW')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: word('dictionary_save'), exact: true }).click()
    await dialog.getByText(word('dictionary_problem_too_short')).waitFor()
    await dialog.getByLabel(word('dictionary_word'), { exact: true }).fill('Вафелька')
    await dialog.getByRole('button', { name: word('dictionary_save'), exact: true }).click()
    await page.getByText(word('dictionary_saved', { word: 'Вафелька', name: 'BMW' })).waitFor()
    expect(await makesOf('шукаю Вафелька 2018')).toEqual(['BMW'])

    await page.getByRole('checkbox', { name: word('dictionary_only_own') }).click()
    const rows = page.getByRole('list', { name: word('dictionary_makes') }).locator(':scope > li')
    await rows.filter({ hasText: 'BMW' }).waitFor()
    await page.getByRole('button', { name: word('dictionary_remove_word', { word: 'Вафелька' }) }).click()
    await page.getByText(word('dictionary_none_title')).waitFor()
    expect(await makesOf('шукаю Вафелька 2018')).toEqual([])
    await page.getByRole('button', { name: word('undo') }).click()
    await rows.filter({ hasText: 'Вафелька' }).waitFor()

    await page.getByRole('button', { name: word('dictionary_import') }).click()
    await page
      .getByLabel(word('csv_choose'))
      .last()
      .setInputFiles({
        name: 'words.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('kind,make,name,word\nmodel,Toyota,Prado,Прадік\nmodel,,Prado,Прада\n'),
      })
    await page.getByRole('button', { name: word('csv_start'), exact: true }).click()
    await page
      .getByText(word('csv_refused_row', { line: '2', message: word('dictionary_problem_no_make') }))
      .waitFor()
    expect(await makesOf('шукаю Прадік')).toEqual(['Toyota'])
  })

  test('of the installation are changed by who runs it, and known to every workspace', async () => {
    const { page } = await desk.visit('/settings/installation')
    await page.getByRole('link', { name: word('dictionary_installation_open') }).click()
    await page.getByText(word('dictionary_installation_text')).waitFor()
    await page.getByRole('button', { name: word('dictionary_add'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(word('dictionary_word'), { exact: true }).fill('Бульбулятор')
    await dialog.getByLabel(word('dictionary_name'), { exact: true }).fill('Opel')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: word('dictionary_save'), exact: true }).click()
    await page.getByText(word('dictionary_saved', { word: 'Бульбулятор', name: 'Opel' })).waitFor()
    expect(await makesOf('шукаю Бульбулятор 2018')).toEqual(['Opel'])
    await page.getByRole('checkbox', { name: word('dictionary_only_own') }).click()
    await page
      .getByRole('button', { name: word('dictionary_change_word', { word: 'Бульбулятор' }) })
      .waitFor()

    await page.getByRole('combobox', { name: word('dictionary_whose') }).click()
    await page.getByRole('option', { name: word('dictionary_whose_workspace') }).click()
    await page.waitForURL((url) => !url.searchParams.has('of'))
    const search = page.getByRole('searchbox', { name: word('dictionary_search') })
    await search.fill('бульбулятор')
    await page.getByText(word('nothing_found')).waitFor()
    await page.getByRole('checkbox', { name: word('dictionary_only_own') }).click()
    const rows = page.getByRole('list', { name: word('dictionary_makes') }).locator(':scope > li')
    await rows.filter({ hasText: word('dictionary_level_global') }).waitFor()
    const change = word('dictionary_change_word', { word: 'Бульбулятор' })
    expect(await page.getByRole('button', { name: change }).count()).toBe(0)
  })
})
