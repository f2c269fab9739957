import type { Opening } from './working-hours.ts'

const texts = {
  uk: {
    near: ['сьогодні', 'завтра'],
    weekdays: ['у понеділок', 'у вівторок', 'у середу', 'у четвер', 'у п’ятницю', 'у суботу', 'у неділю'],
    from: 'з',
  },
  ru: {
    near: ['сегодня', 'завтра'],
    weekdays: [
      'в понедельник',
      'во вторник',
      'в среду',
      'в четверг',
      'в пятницу',
      'в субботу',
      'в воскресенье',
    ],
    from: 'с',
  },
  en: {
    near: ['today', 'tomorrow'],
    weekdays: [
      'on Monday',
      'on Tuesday',
      'on Wednesday',
      'on Thursday',
      'on Friday',
      'on Saturday',
      'on Sunday',
    ],
    from: 'from',
  },
} as const

/** When a company answers next, to stand within a sentence: "tomorrow from 9:00". */
export function openingText({ inDays, weekday, from }: Opening, language: keyof typeof texts): string {
  const { near, weekdays, from: word } = texts[language]
  return `${near[inDays] ?? weekdays[weekday]} ${word} ${from.replace(/^0/, '')}`
}
