import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createListing } from '@cartie/shared/endpoints/listings'
import { changeText, listTexts } from '@cartie/shared/endpoints/texts'
import { openDesk, type Desk, type Visit } from './browser/desk.ts'
import { word } from './browser/words.ts'

const field = (page: Visit['page']) => page.getByRole('textbox', { name: word('texts_field') })
const preview = (page: Visit['page']) => page.getByRole('region', { name: word('texts_preview') })
const saveButton = (page: Visit['page']) => page.getByRole('button', { name: word('texts_save') })

describe('the texts of a workspace', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())
  const ownOf = async (key: string) =>
    (await desk.cartie.api(listTexts)).data.find((one) => one.key === key)!.own

  test('are written with variables at the caret, seen as they are typed, kept, and taken back', async () => {
    const { page } = await desk.visit('/settings/texts')
    await page.getByRole('link', { name: 'Запит закрито угодою' }).click()
    await preview(page).getByText('Вітаємо з вибором!').waitFor()
    await field(page).fill('Ура, ! Дзвоніть.')
    await field(page).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 5))
    await page.getByRole('button', { name: 'Авто car', exact: true }).click()
    expect(await field(page).inputValue()).toBe('Ура, {car}! Дзвоніть.')
    await page.keyboard.type('!')
    await preview(page).getByText('Ура, BMW X5 2018!! Дзвоніть.').waitFor()
    await saveButton(page).click()
    await page.getByText(word('texts_saved')).waitFor()
    await page.reload()
    await preview(page).getByText('Ура, BMW X5 2018!! Дзвоніть.').waitFor()
    expect(await ownOf('deal_won')).toEqual({ uk: 'Ура, {car}!! Дзвоніть.', ru: '', en: '' })

    await page.getByRole('button', { name: word('texts_reset') }).click()
    await preview(page).getByText('Вітаємо з вибором!').waitFor()
    expect((await ownOf('deal_won')).uk).toBe('')
    await page.getByRole('button', { name: word('undo') }).click()
    await preview(page).getByText('Ура, BMW X5 2018!!').waitFor()
    expect((await ownOf('deal_won')).uk).toBe('Ура, {car}!! Дзвоніть.')
  })

  test('are not saved with what can’t be sent: it is said what is wrong, also in a language that is not open', async () => {
    const { page } = await desk.visit('/settings/texts?text=proposal_message')
    await field(page).fill('{title} {phone}')
    await page.getByText(word('texts_fault_unknown_variable', { name: '{phone}' })).waitFor()
    await field(page).fill('{title}')
    await page.getByText(word('texts_fault_missing_variable', { name: '{link}' })).waitFor()
    await page.getByRole('tab', { name: 'English' }).click()
    await page.getByRole('alert').filter({ hasText: 'Українська' }).waitFor()
    expect(await saveButton(page).isDisabled()).toBe(true)
    await page.getByRole('button', { name: word('texts_discard') }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    expect(await ownOf('proposal_message')).toEqual({ uk: '', ru: '', en: '' })
  })

  test('of the newest car are shown with it, and with nothing known but a name', async () => {
    await desk.cartie.api(createListing, {
      body: { title: 'Skoda <Octavia>', year: 2020, price: { amount: 15_500, currency: 'USD' } },
    })
    const { page } = await desk.visit('/settings/texts?text=car_post')
    const data = preview(page).getByLabel(word('texts_preview_with'))
    await data.click()
    await page.getByRole('option', { name: word('texts_preview_car') }).click()
    await preview(page).getByText('Skoda <Octavia> · 2020').waitFor()
    await data.click()
    await page.getByRole('option', { name: word('texts_preview_bare') }).click()
    await preview(page).getByText('BMW X5 · 2018', { exact: true }).waitFor()
  })

  test('are not lost by going away, unless one says so; on a phone too', async () => {
    const { page } = await desk.visit('/settings/texts', { width: 360, height: 740 })
    await page.getByRole('link', { name: 'Запит закрито без угоди' }).click()
    await field(page).fill('Незабаром напишемо')
    await page.getByRole('link', { name: word('texts_back') }).click()
    const sure = page.getByRole('dialog', { name: word('texts_leave_title') })
    await sure.getByRole('button', { name: word('texts_leave_stay') }).click()
    expect(await field(page).inputValue()).toBe('Незабаром напишемо')
    await page.getByRole('link', { name: word('texts_back') }).click()
    await sure.getByRole('button', { name: word('texts_leave_go') }).click()
    await page.getByRole('heading', { name: word('texts_group_channel') }).waitFor()
    expect((await ownOf('deal_lost')).uk).toBe('')
  })

  test('that a colleague saves meanwhile appear, and leave what is being written alone', async () => {
    const { page } = await desk.visit('/settings/texts?text=offer_beaten')
    await field(page).fill('Моє')
    await desk.cartie.api(changeText, {
      params: { key: 'offer_beaten' },
      body: { uk: 'Їхнє', en: 'Theirs' },
    })
    await page.getByRole('tab', { name: 'English' }).click()
    await preview(page).getByText('Theirs').waitFor()
    await page.getByRole('tab', { name: 'Українська' }).click()
    expect(await field(page).inputValue()).toBe('Моє')
  })
})
