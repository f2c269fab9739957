import { words } from '../local-text.ts'
import { aDay, graphOf, help, later, step, tellColleagues, type ScenarioTemplate } from './template.ts'

export const b2bRequest: ScenarioTemplate = {
  id: 'b2b-request',
  category: 'partners',
  name: words('Запит партнерам', 'Запрос партнёрам', 'B2B request'),
  description: words(
    'Приймає запит на авто й розсилає його дилерам.',
    'Принимает запрос на авто и рассылает его дилерам.',
    'Takes a request for a car and sends it out to dealers.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'request' },
          { kind: 'menu', label: words('🤝 Запит партнерам', '🤝 Запрос партнёрам', '🤝 Ask partners') },
        ],
      },
      { next: 'wish' },
    ),
    step(
      'wish',
      'QUESTION_TEXT',
      {
        text: words(
          'Яке авто потрібне? Марка, модель, рік, місто, побажання.',
          'Какое авто нужно? Марка, модель, год, город, пожелания.',
          'Which car is wanted? Make, model, year, town, wishes.',
        ),
        variable: 'interest',
        min: 3,
        ...aDay,
      },
      { answered: 'understand', invalid: 'help', timeout: 'later' },
    ),
    step('understand', 'ACTION', { action: 'NORMALIZE_REQUEST', source: 'interest' }, { next: 'has_budget' }),
    step(
      'has_budget',
      'CONDITION',
      { variable: 'budget', operator: 'is_set' },
      { yes: 'quantity', no: 'budget' },
    ),
    step(
      'budget',
      'QUESTION_TEXT',
      {
        text: words(
          'Який бюджет на одне авто? Наприклад, 20 тис $.',
          'Какой бюджет на одно авто? Например, 20 тыс $.',
          'What is the budget for one car? For example, $20k.',
        ),
        variable: 'budget',
        answer: 'price',
        min: 500,
        ...aDay,
      },
      { answered: 'quantity', invalid: 'help', timeout: 'later' },
    ),
    step(
      'quantity',
      'QUESTION_TEXT',
      {
        text: words('Скільки авто потрібно?', 'Сколько авто нужно?', 'How many cars are wanted?'),
        variable: 'quantity',
        answer: 'number',
        min: 1,
        max: 1000,
        ...aDay,
      },
      { answered: 'term', invalid: 'help', timeout: 'later' },
    ),
    step(
      'term',
      'QUESTION_CHOICE',
      {
        text: words('Коли потрібно?', 'Когда нужно?', 'When is it needed?'),
        choices: [
          { id: 'now', label: words('Терміново', 'Срочно', 'At once') },
          { id: 'week', label: words('За тиждень', 'За неделю', 'In a week') },
          { id: 'month', label: words('За місяць', 'За месяц', 'In a month') },
        ],
        variable: 'term',
        columns: 3,
        ...aDay,
      },
      { answered: 'check', invalid: 'help', timeout: 'later' },
    ),
    step(
      'check',
      'QUESTION_CHOICE',
      {
        text: words(
          'Перевірте: <b>{interest}</b>\nБюджет: {budget}\nКількість: {quantity}\n\nНадіслати партнерам?',
          'Проверьте: <b>{interest}</b>\nБюджет: {budget}\nКоличество: {quantity}\n\nОтправить партнёрам?',
          'Please check: <b>{interest}</b>\nBudget: {budget}\nQuantity: {quantity}\n\nSend it to partners?',
        ),
        choices: [
          { id: 'yes', label: words('✅ Надіслати', '✅ Отправить', '✅ Send') },
          { id: 'no', label: words('✏️ Змінити', '✏️ Изменить', '✏️ Change') },
        ],
        separate: true,
        columns: 2,
        ...aDay,
      },
      { choice_yes: 'request', choice_no: 'wish', invalid: 'help', timeout: 'later' },
    ),
    step('request', 'ACTION', { action: 'CREATE_REQUEST' }, { next: 'broadcast', failed: 'help' }),
    step(
      'broadcast',
      'REQUEST_BROADCAST',
      {
        text: words(
          '🔎 Шукаємо {request_code}\n<b>{interest}</b>\nБюджет: {budget}\nКількість: {quantity}',
          '🔎 Ищем {request_code}\n<b>{interest}</b>\nБюджет: {budget}\nКоличество: {quantity}',
          '🔎 Wanted {request_code}\n<b>{interest}</b>\nBudget: {budget}\nQuantity: {quantity}',
        ),
      },
      { next: 'tell' },
    ),
    tellColleagues(
      words(
        '🤝 Новий запит {request_code} від {contact.name}: {interest}, {budget}, {quantity} шт., {term}',
        '🤝 Новый запрос {request_code} от {contact.name}: {interest}, {budget}, {quantity} шт., {term}',
        '🤝 New request {request_code} from {contact.name}: {interest}, {budget}, {quantity}, {term}',
      ),
      'bye',
    ),
    step('bye', 'END', {
      text: words(
        'Запит {request_code} надіслано партнерам. Покажемо пропозиції, щойно вони зʼявляться.',
        'Запрос {request_code} отправлен партнёрам. Покажем предложения, как только они появятся.',
        'Request {request_code} has gone out to partners. We will show you offers as they come.',
      ),
    }),
    help(),
    later(),
  ]),
}
