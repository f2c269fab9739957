import { expect, test } from 'vitest'
import { BotMenu } from '@cartie/shared/schemas/bot'
import { menuCalls } from './menu-calls.ts'

test('commands are told to everybody in the language of the bot, and in each language that has its own words', () => {
  const menu = BotMenu.parse({
    commands: [
      { command: 'start', description: { uk: 'Почати', en: 'Start' } },
      { command: 'help', description: { uk: 'Довідка' } },
    ],
    button: { kind: 'page', text: { en: 'Cars' }, url: 'https://cars.example/app' },
  })
  const uk = [
    { command: 'start', description: 'Почати' },
    { command: 'help', description: 'Довідка' },
  ]
  const en = [
    { command: 'start', description: 'Start' },
    { command: 'help', description: 'Довідка' },
  ]
  expect(menuCalls(menu, 'uk')).toEqual([
    { method: 'setMyCommands', params: { commands: uk } },
    { method: 'setMyCommands', params: { commands: uk, language_code: 'uk' } },
    { method: 'deleteMyCommands', params: { language_code: 'ru' } },
    { method: 'setMyCommands', params: { commands: en, language_code: 'en' } },
    {
      method: 'setChatMenuButton',
      params: {
        menu_button: { type: 'web_app', text: 'Cars', web_app: { url: 'https://cars.example/app' } },
      },
    },
  ])
})

test('an empty menu takes everything away', () => {
  expect(menuCalls(BotMenu.parse({}), 'en').map((c) => c.method)).toEqual([
    ...Array.from({ length: 4 }, () => 'deleteMyCommands'),
    'setChatMenuButton',
  ])
})
