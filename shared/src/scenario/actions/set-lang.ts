import { z } from 'zod'
import { Language } from '../../schemas/common.ts'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { VariableName } from '../value.ts'
import { exitLabels } from '../nodes/labels.ts'

export const setLang = defineNode({
  type: 'SET_LANG',
  options: z.object({
    action: z.literal('SET_LANG'),
    /** Used where the variable holds no language. */
    language: Language.default('uk'),
    variable: VariableName.optional(),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ variable }) => ({ reads: variable ? [variable] : [] }),
  enter(talk, { language, variable }) {
    const said = Language.safeParse(variable && talk.get(variable))
    talk.setLanguage(said.success ? said.data : language)
    return leave('next')
  },
  example: { action: 'SET_LANG', language: 'uk' },
  labels: {
    name: words('Мова', 'Язык', 'Set language'),
    help: words(
      'Далі розмова йде цією мовою.',
      'Дальше разговор идёт на этом языке.',
      'The talk goes on in this language.',
    ),
    fields: {
      language: words('Мова', 'Язык', 'Language'),
      variable: words('Змінна з мовою', 'Переменная с языком', 'Variable with the language'),
    },
    exits: { next: exitLabels.next },
    values: {
      uk: words('Українська', 'Украинский', 'Ukrainian'),
      ru: words('Російська', 'Русский', 'Russian'),
      en: words('Англійська', 'Английский', 'English'),
    },
  },
})
