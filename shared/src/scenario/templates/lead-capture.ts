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

export const leadCapture: ScenarioTemplate = {
  id: 'lead-capture',
  category: 'leads',
  name: words('Підбір авто', 'Подбор авто', 'Lead capture'),
  description: words(
    'Питає імʼя, телефон, побажання й бюджет і створює лід.',
    'Спрашивает имя, телефон, пожелания и бюджет и создаёт лид.',
    'Asks for name, phone, wishes and budget, and creates a lead.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'start' },
          { kind: 'command', command: 'buy' },
          { kind: 'menu', label: words('🚗 Підібрати авто', '🚗 Подобрать авто', '🚗 Find me a car') },
          { kind: 'keyword', keywords: ['купити', 'купить', 'подобрать', 'підібрати', 'buy'] },
        ],
      },
      { next: 'name' },
    ),
    step(
      'name',
      'QUESTION_TEXT',
      {
        text: words(
          'Вітаємо! Допоможемо знайти авто. Як до вас звертатися?',
          'Здравствуйте! Поможем найти авто. Как к вам обращаться?',
          'Hello! We will help you find a car. What is your name?',
        ),
        variable: 'name',
        min: 2,
        max: 80,
        ...aDay,
      },
      { answered: 'phone', invalid: 'help', timeout: 'later' },
    ),
    askPhone('interest'),
    step(
      'interest',
      'QUESTION_TEXT',
      {
        text: words(
          'Яке авто шукаєте? Напишіть марку, модель, рік, місто — усе, що важливо.',
          'Какое авто ищете? Напишите марку, модель, год, город — всё, что важно.',
          'Which car are you looking for? Name the make, model, year, town: whatever matters.',
        ),
        variable: 'interest',
        min: 2,
        ...aDay,
      },
      { answered: 'understand', invalid: 'help', timeout: 'lead' },
    ),
    step('understand', 'ACTION', { action: 'NORMALIZE_REQUEST', source: 'interest' }, { next: 'has_budget' }),
    step(
      'has_budget',
      'CONDITION',
      { variable: 'budget', operator: 'is_set' },
      { yes: 'lead', no: 'budget' },
    ),
    step(
      'budget',
      'QUESTION_TEXT',
      {
        text: words(
          'На який бюджет розраховуєте? Наприклад, 15 000 $ або 15 тис.',
          'На какой бюджет рассчитываете? Например, 15 000 $ или 15 тыс.',
          'What is your budget? For example, $15,000 or 15k.',
        ),
        variable: 'budget',
        answer: 'price',
        min: 500,
        skip: true,
        ...aDay,
      },
      { answered: 'lead', invalid: 'lead', timeout: 'lead' },
    ),
    step('lead', 'ACTION', { action: 'CREATE_LEAD', leadType: 'BUY' }, { next: 'tell', failed: 'help' }),
    tellColleagues(
      words(
        '🆕 Лід {lead_code}: <b>{name}</b>, {phone}\n{interest}\nБюджет: {budget}\nМісто: {city}',
        '🆕 Лид {lead_code}: <b>{name}</b>, {phone}\n{interest}\nБюджет: {budget}\nГород: {city}',
        '🆕 Lead {lead_code}: <b>{name}</b>, {phone}\n{interest}\nBudget: {budget}\nTown: {city}',
      ),
      'bye',
    ),
    step('bye', 'END', {
      text: words(
        'Дякуємо, {name}! Заявку {lead_code} прийнято. Менеджер звʼяжеться з вами.',
        'Спасибо, {name}! Заявка {lead_code} принята. Менеджер свяжется с вами.',
        'Thank you, {name}! We have your request {lead_code}. A manager will contact you.',
      ),
    }),
    help(),
    later(),
  ]),
}
