import { maxCaptionLength, maxTextLength } from '../domain/telegram-limits.ts'
import { words } from '../scenario/local-text.ts'
import { carTemplate, carVariables } from './car-variables.ts'
import type { TextKind } from './text-kind.ts'

const same = (text: string) => words(text, text, text)
const code = { label: words('Код добірки', 'Код подборки', 'Code'), sample: same('P-7K2M9X') }
const link = {
  label: words('Адреса сторінки', 'Адрес страницы', 'Address of the page'),
  sample: same('https://cars.example/p/proposal/…'),
}

/** What a client reads in their chat of a proposal. */
export const proposalKinds = {
  proposal_message: {
    group: 'client',
    label: words('Добірка авто', 'Подборка авто', 'A selection of cars'),
    hint: words(
      'Перше повідомлення клієнту; під ним кнопка, що відкриває сторінку.',
      'Первое сообщение клиенту; под ним кнопка, открывающая страницу.',
      'The first message to the client, with a button that opens the page.',
    ),
    variables: {
      title: {
        label: words('Назва добірки', 'Название подборки', 'Title'),
        sample: words('Кросовери до 35 000 $', 'Кроссоверы до 35 000 $', 'Crossovers up to 35 000 $'),
      },
      intro: {
        label: words('Вступ менеджера', 'Вступление менеджера', 'The manager’s introduction'),
        sample: words('Ось що ми знайшли для вас.', 'Вот что мы нашли для вас.', 'Here is what we found.'),
      },
      link,
      code,
    },
    needs: ['link'],
    builtIn: words(
      '<b>{title}</b>\n\n{intro}\n\nМи підібрали для вас авто. Усе докладно на сторінці:\n{link}',
      '<b>{title}</b>\n\n{intro}\n\nМы подобрали для вас авто. Всё подробно на странице:\n{link}',
      '<b>{title}</b>\n\n{intro}\n\nWe have chosen cars for you. All about them on the page:\n{link}',
    ),
    limit: maxTextLength,
  },
  proposal_car: {
    group: 'client',
    label: words('Авто з добірки', 'Авто из подборки', 'A car of the selection'),
    hint: words(
      'Під фото кожного авто, з кнопками «Подобається» й «Обираю».',
      'Под фото каждого авто, с кнопками «Нравится» и «Выбираю».',
      'Under the photos of each car, with the buttons by which the client answers.',
    ),
    variables: {
      ...carVariables,
      comment: {
        label: words('Слово менеджера', 'Слово менеджера', 'The manager’s word'),
        sample: words('Один власник', 'Один владелец', 'One owner'),
      },
    },
    builtIn: same(`${carTemplate}\n{comment}`),
    limit: maxCaptionLength,
  },
  proposal_more: {
    group: 'client',
    label: words('Решта авто добірки', 'Остальные авто подборки', 'The other cars of the selection'),
    hint: words(
      'Коли в добірці більше авто, ніж варто слати в чат.',
      'Когда в подборке больше авто, чем стоит слать в чат.',
      'Where a selection has more cars than are sent into a chat.',
    ),
    variables: {
      count: {
        label: words('Скільки ще авто', 'Сколько ещё авто', 'How many more cars'),
        sample: same('4'),
      },
      link,
    },
    builtIn: words(
      'Інші авто — на сторінці добірки.',
      'Другие авто — на странице подборки.',
      'More cars are on the page of the selection.',
    ),
    limit: maxTextLength,
  },
  proposal_answer: {
    group: 'client',
    label: words('Відповідь на запитання', 'Ответ на вопрос', 'The answer to a question'),
    hint: words(
      'Коли менеджер відповідає на запитання щодо добірки.',
      'Когда менеджер отвечает на вопрос о подборке.',
      'Once the manager answers what the client asked about a selection.',
    ),
    variables: {
      answer: {
        label: words('Відповідь', 'Ответ', 'The answer'),
        sample: words(
          'Так, є сервісна книжка.',
          'Да, есть сервисная книжка.',
          'Yes, it has its service book.',
        ),
      },
      code,
    },
    needs: ['answer'],
    builtIn: words(
      'Відповідь на ваше запитання:\n\n{answer}',
      'Ответ на ваш вопрос:\n\n{answer}',
      'The answer to your question:\n\n{answer}',
    ),
    limit: maxTextLength,
  },
} satisfies Record<string, TextKind>
