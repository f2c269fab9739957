import { words } from '../local-text.ts'
import {
  aDay,
  askPhone,
  graphOf,
  help,
  later,
  step,
  tellColleagues,
  type ScenarioTemplate,
} from './template.ts'

export const testDrive: ScenarioTemplate = {
  id: 'test-drive',
  category: 'leads',
  name: words('Тест-драйв', 'Тест-драйв', 'Test drive'),
  description: words(
    'Записує на тест-драйв: авто, день, час, телефон.',
    'Записывает на тест-драйв: авто, день, время, телефон.',
    'Books a test drive: car, day, time, phone.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'testdrive' },
          { kind: 'menu', label: words('🏁 Тест-драйв', '🏁 Тест-драйв', '🏁 Test drive') },
          { kind: 'keyword', keywords: ['тест драйв', 'test drive'] },
        ],
      },
      { next: 'car' },
    ),
    step(
      'car',
      'QUESTION_TEXT',
      {
        text: words(
          'На якому авто хочете проїхатися?',
          'На каком авто хотите проехаться?',
          'Which car would you like to drive?',
        ),
        variable: 'interest',
        min: 2,
        ...aDay,
      },
      { answered: 'day', invalid: 'help', timeout: 'later' },
    ),
    step(
      'day',
      'QUESTION_TEXT',
      {
        text: words(
          'Якого дня? Наприклад, «завтра», «в суботу» або 12.05.',
          'В какой день? Например, «завтра», «в субботу» или 12.05.',
          'On which day? For example "tomorrow", "on Saturday" or 12.05.',
        ),
        variable: 'day',
        answer: 'date',
        ...aDay,
      },
      { answered: 'time', invalid: 'help', timeout: 'later' },
    ),
    step(
      'time',
      'QUESTION_CHOICE',
      {
        text: words('О котрій зручно?', 'В какое время удобно?', 'What time suits you?'),
        choices: [
          { id: 'morning', label: words('10:00', '10:00', '10:00'), value: '10:00' },
          { id: 'noon', label: words('13:00', '13:00', '13:00'), value: '13:00' },
          { id: 'evening', label: words('17:00', '17:00', '17:00'), value: '17:00' },
        ],
        variable: 'time',
        columns: 3,
        ...aDay,
      },
      { answered: 'phone', invalid: 'help', timeout: 'later' },
    ),
    askPhone('lead'),
    step(
      'lead',
      'ACTION',
      { action: 'CREATE_LEAD', notes: 'Test drive: {day} {time}' },
      { next: 'tell', failed: 'help' },
    ),
    tellColleagues(
      words(
        '🏁 Тест-драйв {lead_code}: {contact.name}, {phone}\n{interest}\n{day} о {time}',
        '🏁 Тест-драйв {lead_code}: {contact.name}, {phone}\n{interest}\n{day} в {time}',
        '🏁 Test drive {lead_code}: {contact.name}, {phone}\n{interest}\n{day} at {time}',
      ),
      'bye',
    ),
    step('bye', 'END', {
      text: words(
        'Записали: {interest}, {day} о {time}. Менеджер підтвердить дзвінком.',
        'Записали: {interest}, {day} в {time}. Менеджер подтвердит звонком.',
        'Booked: {interest}, {day} at {time}. A manager will call to confirm.',
      ),
    }),
    help(),
    later(),
  ]),
}
