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

export const catalogue: ScenarioTemplate = {
  id: 'catalogue',
  category: 'catalogue',
  name: words('Каталог', 'Каталог', 'Catalogue'),
  description: words(
    'Показує авто в наявності та на сайтах і приймає заявку на обране.',
    'Показывает авто в наличии и на сайтах и принимает заявку на выбранное.',
    'Shows cars in stock and on sites, and takes a request for the chosen one.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'catalog' },
          { kind: 'menu', label: words('🚘 Авто в наявності', '🚘 Авто в наличии', '🚘 Cars in stock') },
          { kind: 'keyword', keywords: ['каталог', 'наявність', 'наличие', 'catalogue', 'catalog'] },
        ],
      },
      { next: 'how' },
    ),
    step(
      'how',
      'QUESTION_CHOICE',
      {
        text: words('Що показати?', 'Что показать?', 'What shall I show you?'),
        choices: [
          { id: 'all', label: words('Усі авто', 'Все авто', 'All cars') },
          { id: 'make', label: words('За маркою', 'По марке', 'By make') },
          { id: 'cheap', label: words('До 15 000 $', 'До 15 000 $', 'Up to $15,000') },
        ],
        separate: true,
        ...aDay,
      },
      { choice_all: 'search', choice_make: 'make', choice_cheap: 'cheap', invalid: 'help', timeout: 'later' },
    ),
    step(
      'cheap',
      'ACTION',
      { action: 'SET_VAR', variable: 'budget', value: '15 000 $', as: 'price' },
      { next: 'search' },
    ),
    step(
      'make',
      'QUESTION_TEXT',
      {
        text: words(
          'Напишіть марку, можна й модель та рік: BMW X5 від 2018.',
          'Напишите марку, можно и модель с годом: BMW X5 от 2018.',
          'Name the make, and if you like model and year: BMW X5 from 2018.',
        ),
        variable: 'interest',
        min: 2,
        ...aDay,
      },
      { answered: 'understand', invalid: 'help', timeout: 'later' },
    ),
    step('understand', 'ACTION', { action: 'NORMALIZE_REQUEST', source: 'interest' }, { next: 'search' }),
    step('search', 'SEARCH_CARS', { limit: 5 }, { found: 'cars', none: 'sites' }),
    step('sites', 'SEARCH_FALLBACK', { limit: 5 }, { found: 'cars', none: 'wish' }),
    step(
      'cars',
      'GALLERY',
      {
        text: words('Знайшли: {found_count}', 'Нашли: {found_count}', 'Found: {found_count}'),
        choose: true,
        ...aDay,
      },
      { next: 'phone', empty: 'wish', invalid: 'help', timeout: 'later' },
    ),
    step(
      'wish',
      'QUESTION_TEXT',
      {
        text: words(
          'Зараз такого немає. Опишіть, що шукаєте, і ми знайдемо.',
          'Сейчас такого нет. Опишите, что ищете, и мы найдём.',
          'There is none right now. Describe what you want and we will find it.',
        ),
        variable: 'interest',
        min: 2,
        ...aDay,
      },
      { answered: 'phone', invalid: 'help', timeout: 'later' },
    ),
    askPhone('lead'),
    step('lead', 'ACTION', { action: 'CREATE_LEAD' }, { next: 'tell', failed: 'help' }),
    tellColleagues(
      words(
        '🚘 Заявка {lead_code}: {contact.name}, {phone}\n{car.title} {interest}',
        '🚘 Заявка {lead_code}: {contact.name}, {phone}\n{car.title} {interest}',
        '🚘 Request {lead_code}: {contact.name}, {phone}\n{car.title} {interest}',
      ),
      'bye',
    ),
    step('bye', 'END', {
      text: words(
        'Дякуємо! Заявка {lead_code}. Менеджер зателефонує вам.',
        'Спасибо! Заявка {lead_code}. Менеджер позвонит вам.',
        'Thank you! Your request is {lead_code}. A manager will call you.',
      ),
    }),
    help(),
    later(),
  ]),
}
