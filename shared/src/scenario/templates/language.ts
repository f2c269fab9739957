import { words } from '../local-text.ts'
import { aDay, graphOf, help, later, step, type ScenarioTemplate } from './template.ts'

export const language: ScenarioTemplate = {
  id: 'language',
  category: 'service',
  name: words('Мова', 'Язык', 'Language'),
  description: words(
    'Клієнт обирає мову розмови.',
    'Клиент выбирает язык разговора.',
    'The client chooses the language of the talk.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'language' },
          { kind: 'menu', label: words('🌐 Мова', '🌐 Язык', '🌐 Language') },
        ],
      },
      { next: 'which' },
    ),
    step(
      'which',
      'QUESTION_CHOICE',
      {
        text: words('Оберіть мову', 'Выберите язык', 'Choose a language'),
        choices: [
          { id: 'uk', label: words('🇺🇦 Українська', '🇺🇦 Українська', '🇺🇦 Українська') },
          { id: 'ru', label: words('Русский', 'Русский', 'Русский') },
          { id: 'en', label: words('🇬🇧 English', '🇬🇧 English', '🇬🇧 English') },
        ],
        variable: 'chosen',
        ...aDay,
      },
      { answered: 'set', invalid: 'help', timeout: 'later' },
    ),
    step('set', 'ACTION', { action: 'SET_LANG', variable: 'chosen' }, { next: 'bye' }),
    step('bye', 'END', {
      text: words(
        'Далі розмовляємо українською.',
        'Дальше говорим по-русски.',
        'From now on we speak English.',
      ),
    }),
    help(),
    later(),
  ]),
}
