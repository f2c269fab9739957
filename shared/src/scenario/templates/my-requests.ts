import { words } from '../local-text.ts'
import { graphOf, step, type ScenarioTemplate } from './template.ts'

export const myRequests: ScenarioTemplate = {
  id: 'my-requests',
  category: 'service',
  name: words('Мої запити', 'Мои запросы', 'My requests'),
  description: words(
    'Показує клієнту його запити та їхній стан.',
    'Показывает клиенту его запросы и их состояние.',
    'Shows clients their requests and how they stand.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'requests' },
          { kind: 'menu', label: words('📋 Мої запити', '📋 Мои запросы', '📋 My requests') },
        ],
      },
      { next: 'list' },
    ),
    step('list', 'ACTION', { action: 'LIST_REQUESTS' }, { found: 'some', none: 'none', failed: 'sorry' }),
    step('some', 'END', {
      text: words('Ваші запити:\n{requests}', 'Ваши запросы:\n{requests}', 'Your requests:\n{requests}'),
    }),
    step('none', 'END', {
      text: words('Запитів ще немає.', 'Запросов ещё нет.', 'There are no requests yet.'),
    }),
    step('sorry', 'END', {
      text: words(
        'Зараз не вдалося показати запити. Спробуйте трохи згодом.',
        'Сейчас не удалось показать запросы. Попробуйте немного позже.',
        'Your requests could not be shown just now. Please try a little later.',
      ),
    }),
  ]),
}
