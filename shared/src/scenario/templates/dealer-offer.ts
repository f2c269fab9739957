import { words } from '../local-text.ts'
import { aDay, askPhone, graphOf, help, later, step, type ScenarioTemplate } from './template.ts'

export const dealerOffer: ScenarioTemplate = {
  id: 'dealer-offer',
  category: 'partners',
  name: words('Пропозиція дилера', 'Предложение дилера', 'Dealer’s offer'),
  description: words(
    'Приймає від дилера авто на запит: з кнопки під розсилкою.',
    'Принимает от дилера авто на запрос: с кнопки под рассылкой.',
    'Takes a dealer’s car for a request, from the button under its post.',
  ),
  graph: graphOf([
    step(
      'start',
      'START',
      { triggers: [{ kind: 'deep_link', payload: 'offer_', prefix: true, variable: 'request_id' }] },
      { next: 'load' },
    ),
    step('load', 'ACTION', { action: 'LOAD_REQUEST' }, { open: 'wish', closed: 'closed' }),
    step(
      'wish',
      'MESSAGE',
      { text: words('{request.text}', '{request.text}', '{request.text}') },
      { next: 'known' },
    ),
    step('closed', 'END', {
      text: words(
        'Цей запит уже закрито. Дякуємо, що відгукнулися!',
        'Этот запрос уже закрыт. Спасибо, что откликнулись!',
        'This request is closed already. Thank you for answering!',
      ),
    }),
    step(
      'known',
      'ACTION',
      { action: 'SET_VAR', variable: 'phone', value: '{contact.phone}' },
      { next: 'has_phone' },
    ),
    step('has_phone', 'CONDITION', { variable: 'phone', operator: 'is_set' }, { yes: 'offer', no: 'phone' }),
    askPhone('offer'),
    step(
      'offer',
      'OFFER_COLLECT',
      {
        text: words(
          'Надішліть фото (до 10) і опис: марка, модель, рік, пробіг, ціна, VIN чи посилання, якщо є. Помилилися — просто напишіть правильне ще раз. Клієнт ваших контактів не побачить.',
          'Пришлите фото (до 10) и описание: марка, модель, год, пробег, цена, VIN или ссылка, если есть. Ошиблись — просто напишите правильное ещё раз. Клиент ваших контактов не увидит.',
          'Send photos (up to 10) and a description: make, model, year, mileage, price, a VIN or a link if there is one. To correct something, just write it again. The client will not see your contacts.',
        ),
        ...aDay,
      },
      { sent: 'bye', refused: 'refused', invalid: 'help', timeout: 'later' },
    ),
    step('bye', 'END', {
      text: words(
        'Дякуємо! Пропозицію {offer.title} передано. Повідомимо про рішення.',
        'Спасибо! Предложение {offer.title} передано. Сообщим о решении.',
        'Thank you! Your offer {offer.title} has been passed on. We will tell you what comes of it.',
      ),
    }),
    step('refused', 'END', {
      text: words(
        'На жаль, пропозицію не прийнято. {offer_problem}',
        'К сожалению, предложение не принято. {offer_problem}',
        'Sorry, the offer was not taken. {offer_problem}',
      ),
    }),
    help(),
    later(),
  ]),
}
