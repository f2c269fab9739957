import { words, type Words } from '../local-text.ts'
import { aDay, graphOf, help, later, step, type ScenarioTemplate } from './template.ts'

const answer = (id: string, text: Words) => step(id, 'MESSAGE', { text }, { next: 'more' })

export const faq: ScenarioTemplate = {
  id: 'faq',
  category: 'service',
  name: words('Часті питання', 'Частые вопросы', 'Questions and answers'),
  description: words(
    'Адреса, години, оплата, доставка; решту питань бере менеджер.',
    'Адрес, часы, оплата, доставка; остальные вопросы берёт менеджер.',
    'Address, hours, payment, delivery; a manager takes all other questions.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      {
        triggers: [
          { kind: 'command', command: 'help' },
          { kind: 'menu', label: words('❓ Питання', '❓ Вопросы', '❓ Questions') },
          { kind: 'default_reply' },
        ],
      },
      { next: 'what' },
    ),
    step(
      'what',
      'QUESTION_CHOICE',
      {
        text: words('Про що розповісти?', 'О чём рассказать?', 'What would you like to know?'),
        choices: [
          { id: 'place', label: words('📍 Де ми', '📍 Где мы', '📍 Where we are') },
          { id: 'hours', label: words('🕘 Години роботи', '🕘 Часы работы', '🕘 Opening hours') },
          { id: 'payment', label: words('💳 Оплата', '💳 Оплата', '💳 Payment') },
          { id: 'delivery', label: words('🚚 Доставка', '🚚 Доставка', '🚚 Delivery') },
          { id: 'manager', label: words('👤 Менеджер', '👤 Менеджер', '👤 A manager') },
        ],
        separate: true,
        ...aDay,
      },
      {
        choice_place: 'place',
        choice_hours: 'hours',
        choice_payment: 'payment',
        choice_delivery: 'delivery',
        choice_manager: 'help',
        invalid: 'help',
        timeout: 'later',
      },
    ),
    answer(
      'place',
      words(
        '📍 Київ, вул. Автомобільна, 1. Поруч є паркування.',
        '📍 Киев, ул. Автомобильная, 1. Рядом есть парковка.',
        '📍 1 Avtomobilna St., Kyiv. There is a car park next to us.',
      ),
    ),
    answer(
      'hours',
      words(
        '🕘 Пн–Пт 9:00–19:00, Сб 10:00–17:00, Нд — вихідний.',
        '🕘 Пн–Пт 9:00–19:00, Сб 10:00–17:00, Вс — выходной.',
        '🕘 Mon–Fri 9:00–19:00, Sat 10:00–17:00, closed on Sunday.',
      ),
    ),
    answer(
      'payment',
      words(
        '💳 Готівка, переказ, кредит і розстрочка, обмін на ваше авто.',
        '💳 Наличные, перевод, кредит и рассрочка, обмен на ваше авто.',
        '💳 Cash, bank transfer, credit and instalments, or your car in exchange.',
      ),
    ),
    answer(
      'delivery',
      words(
        '🚚 Привеземо авто у будь-яке місто України. Вартість рахуємо за відстанню.',
        '🚚 Привезём авто в любой город Украины. Стоимость считаем по расстоянию.',
        '🚚 We bring the car to any town of Ukraine. The price depends on the distance.',
      ),
    ),
    step(
      'more',
      'QUESTION_CHOICE',
      {
        text: words('Ще щось підказати?', 'Ещё что-то подсказать?', 'Is there anything else?'),
        choices: [
          { id: 'yes', label: words('Так', 'Да', 'Yes') },
          { id: 'no', label: words('Ні, дякую', 'Нет, спасибо', 'No, thank you') },
        ],
        separate: true,
        columns: 2,
        ...aDay,
      },
      { choice_yes: 'what', choice_no: 'bye', invalid: 'help', timeout: 'later' },
    ),
    step('bye', 'END', {
      text: words('Гарного дня!', 'Хорошего дня!', 'Have a good day!'),
    }),
    help(),
    later(),
  ]),
}
