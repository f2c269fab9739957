import { z } from 'zod'
import { carLine, carsOf } from '../car-card.ts'
import { inRows } from '../keyboard.ts'
import { LocalText, textIn, words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { limits } from '../telegram.ts'
import { VariableName } from '../value.ts'
import { exitLabels, fieldLabels } from './labels.ts'
import { inlineKeyboard, timedOut, untilTimeout, wrong } from './question.ts'

export const gallery = defineNode({
  type: 'GALLERY',
  options: z.object({
    text: LocalText.default({}),
    cars: VariableName.default('found'),
    /** Ask which car is wanted, and keep it in `variable`. */
    choose: z.boolean().default(false),
    variable: VariableName.default('car'),
    back: z.boolean().default(true),
    tries: z.int().min(1).max(10).default(3),
    timeoutMinutes: z.int().min(0).max(43_200).default(0),
  }),
  exits: ({ choose, timeoutMinutes }) => [
    { name: 'next', required: true },
    { name: 'empty', required: true, atOnce: true },
    ...(choose ? [{ name: 'invalid', required: false }] : []),
    ...(choose && timeoutMinutes > 0 ? [{ name: 'timeout', required: true }] : []),
  ],
  waits: ({ choose }) => choose,
  uses: ({ text, cars, choose, variable }) => ({
    texts: [{ field: 'text', text, limit: limits.text, optional: true }],
    reads: [cars],
    sets: choose ? [variable] : [],
  }),
  enter(talk, options) {
    const cars = carsOf(talk.get(options.cars)).slice(0, limits.album.most)
    if (cars.length === 0) return leave('empty')
    const photos = cars.flatMap(({ photo }) => photo ?? []).slice(0, limits.album.most)
    const lines = cars.map((car, i) => `${options.choose ? `${i + 1}. ` : ''}${carLine(car, talk.language)}`)
    const intro = textIn(options.text, talk.language) ? [talk.html(options.text), ''] : []
    const html = [...intro, ...lines].join('\n')
    if (!options.choose) {
      talk.say(html, { photos })
      return leave('next')
    }
    const buttons = cars.map((_, i) => ({ text: String(i + 1), data: talk.press(i) }))
    const keyboard = inlineKeyboard(talk, options, inRows(buttons, 5))
    talk.say(`${html}\n\n${talk.system('chooseCar')}`, { photos, ...(keyboard ? { keyboard } : {}) })
    const choices = cars.map((_, i) => String(i))
    return { to: 'wait', for: 'answer', choices, ...untilTimeout(talk, options) }
  },
  receive(talk, options, answer) {
    if (answer.kind === 'timer') return timedOut()
    if (answer.kind !== 'choice' && answer.kind !== 'message') return { to: 'ignored' }
    const said = answer.kind === 'choice' ? Number(answer.choice) : Number(answer.message.text?.trim()) - 1
    const car = carsOf(talk.get(options.cars)).slice(0, limits.album.most)[said]
    if (!car) return wrong(talk, options, talk.system('badChoice'))
    talk.set(options.variable, car)
    return leave('next')
  },
  example: { cars: 'found', choose: true, timeoutMinutes: 60 },
  labels: {
    name: words('Галерея', 'Галерея', 'Gallery'),
    help: words(
      'Показує знайдені авто альбомом; може спитати, яке цікавить.',
      'Показывает найденные авто альбомом; может спросить, какое интересует.',
      'Shows the cars found as an album; may ask which one is wanted.',
    ),
    fields: {
      text: fieldLabels.text,
      cars: words('Змінна з авто', 'Переменная с авто', 'Variable with cars'),
      choose: words('Спитати, яке цікавить', 'Спросить, какое интересует', 'Ask which one is wanted'),
      variable: fieldLabels.variable,
      back: fieldLabels.back,
      tries: fieldLabels.tries,
      timeoutMinutes: fieldLabels.timeoutMinutes,
    },
    exits: {
      next: exitLabels.next,
      empty: words('Немає авто', 'Нет авто', 'No cars'),
      invalid: exitLabels.invalid,
      timeout: exitLabels.timeout,
    },
  },
})
