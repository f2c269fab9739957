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

export const sellMyCar: ScenarioTemplate = {
  id: 'sell-my-car',
  category: 'leads',
  name: words('Продати авто', 'Продать авто', 'Sell my car'),
  description: words(
    'Приймає авто на викуп: опис, ціна, пробіг, фото, телефон.',
    'Принимает авто на выкуп: описание, цена, пробег, фото, телефон.',
    'Takes in a car for sale: description, price, mileage, photos, phone.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'sell' },
          { kind: 'menu', label: words('💰 Продати авто', '💰 Продать авто', '💰 Sell my car') },
          { kind: 'keyword', keywords: ['продати', 'продать', 'викуп', 'выкуп', 'sell'] },
        ],
      },
      { next: 'car' },
    ),
    step(
      'car',
      'QUESTION_TEXT',
      {
        text: words(
          'Яке авто продаєте? Напишіть марку, модель і рік.',
          'Какое авто продаёте? Напишите марку, модель и год.',
          'Which car are you selling? Name its make, model and year.',
        ),
        variable: 'interest',
        min: 3,
        ...aDay,
      },
      { answered: 'understand', invalid: 'help', timeout: 'later' },
    ),
    step('understand', 'ACTION', { action: 'NORMALIZE_REQUEST', source: 'interest' }, { next: 'price' }),
    step(
      'price',
      'QUESTION_TEXT',
      {
        text: words(
          'За скільки хочете продати? Наприклад, 9 500 $.',
          'За сколько хотите продать? Например, 9 500 $.',
          'How much do you want for it? For example, $9,500.',
        ),
        variable: 'price',
        answer: 'price',
        min: 100,
        skip: true,
        ...aDay,
      },
      { answered: 'mileage', invalid: 'help', timeout: 'later' },
    ),
    step(
      'mileage',
      'QUESTION_TEXT',
      {
        text: words(
          'Який пробіг, у кілометрах?',
          'Какой пробег, в километрах?',
          'What is the mileage, in kilometres?',
        ),
        variable: 'mileage',
        answer: 'number',
        min: 0,
        max: 2_000_000,
        skip: true,
        ...aDay,
      },
      { answered: 'photos', invalid: 'help', timeout: 'later' },
    ),
    step(
      'photos',
      'QUESTION_TEXT',
      {
        text: words(
          'Надішліть фото авто одним альбомом, до 10.',
          'Пришлите фото авто одним альбомом, до 10.',
          'Send photos of the car as one album, up to 10.',
        ),
        variable: 'photos',
        answer: 'photos',
        skip: true,
        ...aDay,
      },
      { answered: 'phone', invalid: 'phone', timeout: 'later' },
    ),
    askPhone('lead'),
    step(
      'lead',
      'ACTION',
      { action: 'CREATE_LEAD', leadType: 'SELL', budget: 'price', notes: '{mileage}' },
      { next: 'tell', failed: 'help' },
    ),
    tellColleagues(
      words(
        '💵 Викуп {lead_code}: {contact.name}, {phone}\n{interest}\nЦіна: {price}\nПробіг: {mileage}',
        '💵 Выкуп {lead_code}: {contact.name}, {phone}\n{interest}\nЦена: {price}\nПробег: {mileage}',
        '💵 Purchase {lead_code}: {contact.name}, {phone}\n{interest}\nPrice: {price}\nMileage: {mileage}',
      ),
      'bye',
    ),
    step('bye', 'END', {
      text: words(
        'Дякуємо! Заявка {lead_code}. Оцінимо авто протягом 24 годин і зателефонуємо.',
        'Спасибо! Заявка {lead_code}. Оценим авто в течение 24 часов и позвоним.',
        'Thank you! Your request is {lead_code}. We will value the car within 24 hours and call you.',
      ),
    }),
    help(),
    later(),
  ]),
}
