import { z } from 'zod'
import { nextAt } from '../local-day.ts'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { exitLabels } from './labels.ts'

export const delay = defineNode({
  type: 'DELAY',
  options: z.object({
    until: z.enum(['duration', 'time']).default('duration'),
    minutes: z.number().min(0.05).max(129_600).default(1),
    /** HH:MM where the workspace is; the next time that clocks show it. */
    time: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .default('10:00'),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => true,
  enter: (talk, { until, minutes, time }) => ({
    to: 'wait',
    for: 'time',
    until: until === 'time' ? nextAt(time, talk.clock) : talk.clock.now + Math.round(minutes * 60_000),
  }),
  receive: (_, __, answer) => (answer.kind === 'timer' ? leave('next') : { to: 'ignored' }),
  example: { until: 'time', time: '10:00' },
  labels: {
    name: words('Пауза', 'Пауза', 'Delay'),
    help: words(
      'Чекає певний час або до години дня.',
      'Ждёт какое-то время или до часа дня.',
      'Waits for a while or until a time of day.',
    ),
    fields: {
      until: words('Чекати', 'Ждать', 'Wait'),
      minutes: words('Скільки', 'Сколько', 'How long'),
      time: words('Година', 'Время', 'Time'),
    },
    exits: { next: exitLabels.next },
    values: {
      duration: words('Певний час', 'Какое-то время', 'For a while'),
      time: words('До години дня', 'До часа дня', 'Until a time of day'),
    },
  },
})
