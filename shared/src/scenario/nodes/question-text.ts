import { z } from 'zod'
import { answerKinds, readAnswer } from '../answers.ts'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { systemTexts } from '../system-texts.ts'
import { says } from '../triggers.ts'
import { VariableName } from '../value.ts'
import { exitLabels, fieldLabels } from './labels.ts'
import {
  inlineKeyboard,
  questionExits,
  questionOptions,
  questionTexts,
  timedOut,
  untilTimeout,
  wrong,
} from './question.ts'

export const questionText = defineNode({
  type: 'QUESTION_TEXT',
  options: z.object({
    ...questionOptions,
    variable: VariableName,
    answer: z.enum(answerKinds).default('text'),
    min: z.number().optional(),
    max: z.number().optional(),
    currency: z.enum(['USD', 'EUR', 'UAH']).default('USD'),
    skip: z.boolean().default(false),
  }),
  exits: (options) => [
    { name: 'answered', required: true },
    ...(options.skip ? [{ name: 'skipped', required: false, otherwise: 'answered' }] : []),
    ...questionExits(options),
  ],
  waits: () => true,
  uses: (options) => ({ texts: questionTexts(options), sets: [options.variable] }),
  enter(talk, options) {
    const skip = options.skip ? [[{ text: talk.system('skip'), data: talk.press(0) }]] : []
    const keyboard = inlineKeyboard(talk, options, skip)
    talk.say(talk.html(options.text), keyboard && { keyboard })
    return {
      to: 'wait',
      for: 'answer',
      choices: options.skip ? ['skip'] : [],
      ...untilTimeout(talk, options),
    }
  },
  receive(talk, options, answer) {
    if (answer.kind === 'timer') return timedOut()
    const typed = answer.kind === 'message' ? answer.message.text : undefined
    if (answer.kind === 'choice' || (options.skip && typed && says(typed, systemTexts.skip))) {
      talk.set(options.variable, undefined)
      return leave('skipped')
    }
    if (answer.kind !== 'message') return { to: 'ignored' }
    const read = readAnswer(options.answer, answer.message, { ...options, today: talk.today })
    if ('wrong' in read) return wrong(talk, options, talk.system(read.wrong))
    talk.set(options.variable, read.value)
    return leave('answered')
  },
  example: {
    text: { uk: 'Який бюджет?', ru: 'Какой бюджет?', en: 'What is your budget?' },
    variable: 'budget',
    answer: 'price',
    min: 500,
    timeoutMinutes: 60,
    skip: true,
  },
  labels: {
    name: words('Питання', 'Вопрос', 'Question'),
    help: words(
      'Питає і чекає на відповідь потрібного виду.',
      'Спрашивает и ждёт ответа нужного вида.',
      'Asks and waits for an answer of one kind.',
    ),
    fields: {
      ...fieldLabels,
      answer: words('Вид відповіді', 'Вид ответа', 'Kind of answer'),
      min: words('Не менше', 'Не меньше', 'At least'),
      max: words('Не більше', 'Не больше', 'At most'),
      currency: words('Валюта, якщо не вказана', 'Валюта, если не указана', 'Currency where none is said'),
      skip: words('Можна пропустити', 'Можно пропустить', 'May be skipped'),
    },
    exits: {
      answered: exitLabels.answered,
      skipped: exitLabels.skipped,
      invalid: exitLabels.invalid,
      timeout: exitLabels.timeout,
    },
    values: {
      text: words('Текст', 'Текст', 'Text'),
      number: words('Число', 'Число', 'Number'),
      phone: words('Телефон', 'Телефон', 'Phone'),
      year: words('Рік', 'Год', 'Year'),
      price: words('Ціна', 'Цена', 'Price'),
      date: words('Дата', 'Дата', 'Date'),
      photos: words('Фото', 'Фото', 'Photos'),
      USD: words('Долар', 'Доллар', 'US dollar'),
      EUR: words('Євро', 'Евро', 'Euro'),
      UAH: words('Гривня', 'Гривна', 'Hryvnia'),
    },
  },
})
