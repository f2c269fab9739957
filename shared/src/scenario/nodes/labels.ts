import { words } from '../local-text.ts'

/** Labels of options that several nodes have. */
export const fieldLabels = {
  text: words('Текст', 'Текст', 'Text'),
  variable: words('Зберегти у змінну', 'Сохранить в переменную', 'Keep in variable'),
  back: words('Кнопка «Назад»', 'Кнопка «Назад»', 'Back button'),
  tries: words('Спроб', 'Попыток', 'Tries'),
  timeoutMinutes: words('Чекати (0 — завжди)', 'Ждать (0 — всегда)', 'Wait (0: for ever)'),
  invalidText: words('Якщо відповідь не підходить', 'Если ответ не подходит', 'When the answer won’t do'),
} as const

/** Labels of exits that several nodes have. */
export const exitLabels = {
  next: words('Далі', 'Дальше', 'Next'),
  answered: words('Відповів', 'Ответил', 'Answered'),
  skipped: words('Пропустив', 'Пропустил', 'Skipped'),
  invalid: words('Не підходить', 'Не подходит', 'Invalid'),
  timeout: words('Мовчить', 'Молчит', 'Timeout'),
  failed: words('Не вдалося', 'Не удалось', 'Failed'),
} as const
