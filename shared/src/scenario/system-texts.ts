import { words } from './local-text.ts'

/** What the engine itself says. */
export const systemTexts = {
  back: words('⬅️ Назад', '⬅️ Назад', '⬅️ Back'),
  cancel: words('✖️ Скасувати', '✖️ Отменить', '✖️ Cancel'),
  menu: words('🏠 Меню', '🏠 Меню', '🏠 Menu'),
  skip: words('Пропустити ➡️', 'Пропустить ➡️', 'Skip ➡️'),
  shareContact: words('📱 Поділитися номером', '📱 Поделиться номером', '📱 Share my number'),
  send: words('✅ Надіслати', '✅ Отправить', '✅ Send'),
  again: words('🔄 Спочатку', '🔄 Сначала', '🔄 Start again'),
  mainMenu: words('Головне меню. Чим допомогти?', 'Главное меню. Чем помочь?', 'Main menu. How can we help?'),
  hello: words('Вітаємо! Напишіть нам.', 'Здравствуйте! Напишите нам.', 'Hello! Write to us.'),
  cancelled: words('Скасовано.', 'Отменено.', 'Cancelled.'),
  nothingToCancel: words(
    'Зараз нічого скасовувати.',
    'Сейчас нечего отменять.',
    'There is nothing to cancel.',
  ),
  nothingBack: words('Далі назад нікуди.', 'Дальше назад некуда.', 'There is nothing to go back to.'),
  unknownCommand: words(
    'Такої команди немає. Спробуйте /menu.',
    'Такой команды нет. Попробуйте /menu.',
    'There is no such command. Try /menu.',
  ),
  stale: words('Ця кнопка вже не діє.', 'Эта кнопка уже не действует.', 'This button is no longer active.'),
  fault: words(
    'Щось пішло не так. Почніть, будь ласка, спочатку: /start',
    'Что-то пошло не так. Начните, пожалуйста, сначала: /start',
    'Something went wrong. Please start again: /start',
  ),
  badText: words(
    'Напишіть, будь ласка, текстом.',
    'Напишите, пожалуйста, текстом.',
    'Please answer with a text.',
  ),
  badNumber: words(
    'Потрібне число, наприклад 3.',
    'Нужно число, например 3.',
    'Please send a number, such as 3.',
  ),
  badRange: words(
    'Це значення поза межами. Спробуйте ще раз.',
    'Это значение вне границ. Попробуйте ещё раз.',
    'That is out of range. Please try again.',
  ),
  badPhone: words(
    'Не схоже на номер. Наприклад: 067 123 45 67',
    'Не похоже на номер. Например: 067 123 45 67',
    'That is no phone number. For example: +380 67 123 45 67',
  ),
  badYear: words(
    'Потрібен рік, наприклад 2018.',
    'Нужен год, например 2018.',
    'Please send a year, such as 2018.',
  ),
  badPrice: words(
    'Напишіть суму, наприклад 15 000 $ або 15 тис.',
    'Напишите сумму, например 15 000 $ или 15 тыс.',
    'Please send an amount, such as $15,000 or 15k.',
  ),
  badDate: words(
    'Напишіть день, наприклад «завтра» або 12.05.',
    'Напишите день, например «завтра» или 12.05.',
    'Please send a day, such as "tomorrow" or 12.05.',
  ),
  badPhotos: words('Надішліть, будь ласка, фото.', 'Пришлите, пожалуйста, фото.', 'Please send photos.'),
  badChoice: words(
    'Оберіть, будь ласка, один із варіантів.',
    'Выберите, пожалуйста, один из вариантов.',
    'Please choose one of the options.',
  ),
  foreignContact: words(
    'Це чужий контакт. Поділіться, будь ласка, своїм номером.',
    'Это чужой контакт. Поделитесь, пожалуйста, своим номером.',
    'That is somebody else’s contact. Please share your own number.',
  ),
  chooseCar: words('Яке авто цікавить?', 'Какое авто интересует?', 'Which car are you interested in?'),
  offerNeedsPrice: words(
    'Не бачу ціни. Напишіть авто та ціну, наприклад: BMW X5 2018, 35 000 $',
    'Не вижу цены. Напишите авто и цену, например: BMW X5 2018, 35 000 $',
    'I see no price. Please name the car and its price: BMW X5 2018, $35,000',
  ),
  offerCheck: words('Перевірте пропозицію:', 'Проверьте предложение:', 'Please check your offer:'),
} as const

export type SystemText = keyof typeof systemTexts
