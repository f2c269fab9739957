import { maxTextLength } from '../domain/telegram-limits.ts'
import { words } from '../scenario/local-text.ts'
import type { TextKind, TextVariable } from './text-kind.ts'

const same = (text: string) => words(text, text, text)
const code: TextVariable = { label: words('Код запиту', 'Код запроса', 'Code'), sample: same('R-7K2M9X') }
const car: TextVariable = { label: words('Авто', 'Авто', 'The car'), sample: same('BMW X5 2018') }
const contact: TextVariable = {
  label: words('Контакти', 'Контакты', 'The contacts'),
  sample: words('Олена · +380671234567', 'Елена · +380671234567', 'Olena · +380671234567'),
}
const contacts = { car, contact, code }

/** What both sides of a deal read in their chats as it comes to its end. */
export const dealKinds = {
  contact_seller: {
    group: 'client',
    label: words('Контакти продавця', 'Контакты продавца', 'The seller’s contacts'),
    hint: words(
      'Клієнту, коли менеджер передає контакти.',
      'Клиенту, когда менеджер передаёт контакты.',
      'To the client, once the manager shares contacts.',
    ),
    variables: contacts,
    needs: ['contact'],
    builtIn: words(
      '<b>🤝 Контакти продавця авто</b>\n{car}\n{contact}\nЗапит {code}',
      '<b>🤝 Контакты продавца авто</b>\n{car}\n{contact}\nЗапрос {code}',
      '<b>🤝 The contacts of the car’s seller</b>\n{car}\n{contact}\nRequest {code}',
    ),
    limit: maxTextLength,
  },
  deal_won: {
    group: 'client',
    label: words('Запит закрито угодою', 'Запрос закрыт сделкой', 'A request is won'),
    hint: words(
      'Клієнту, коли його запит закрито угодою.',
      'Клиенту, когда его запрос закрыт сделкой.',
      'To the client, once their request ends with a deal.',
    ),
    variables: { car, code },
    builtIn: words(
      'Вітаємо з вибором! Ваш запит закрито. Дякуємо, що були з нами.\n{car}\nЗапит {code}',
      'Поздравляем с выбором! Ваш запрос закрыт. Спасибо, что были с нами.\n{car}\nЗапрос {code}',
      'Congratulations on your choice! Your request is closed. Thank you for being with us.\n{car}\nRequest {code}',
    ),
    limit: maxTextLength,
  },
  deal_lost: {
    group: 'client',
    label: words('Запит закрито без угоди', 'Запрос закрыт без сделки', 'A request is lost'),
    hint: words(
      'Клієнту, коли його запит закрито без угоди.',
      'Клиенту, когда его запрос закрыт без сделки.',
      'To the client, once their request ends without a deal.',
    ),
    variables: { code },
    builtIn: words(
      'Ваш запит закрито. Якщо авто знову знадобиться — напишіть нам.\nЗапит {code}',
      'Ваш запрос закрыт. Если авто снова понадобится — напишите нам.\nЗапрос {code}',
      'Your request is closed. Write to us whenever you need a car again.\nRequest {code}',
    ),
    limit: maxTextLength,
  },
  contact_buyer: {
    group: 'partner',
    label: words('Контакти клієнта', 'Контакты клиента', 'The client’s contacts'),
    hint: words(
      'Тому, чиє авто обрав клієнт, коли менеджер передає контакти.',
      'Тому, чьё авто выбрал клиент, когда менеджер передаёт контакты.',
      'To whose car the client chose, once the manager shares contacts.',
    ),
    variables: contacts,
    needs: ['contact'],
    builtIn: words(
      '<b>🤝 Контакти клієнта, який обрав ваше авто</b>\n{car}\n{contact}\nЗапит {code}',
      '<b>🤝 Контакты клиента, который выбрал ваше авто</b>\n{car}\n{contact}\nЗапрос {code}',
      '<b>🤝 The contacts of the client who chose your car</b>\n{car}\n{contact}\nRequest {code}',
    ),
    limit: maxTextLength,
  },
} satisfies Record<string, TextKind>
