import { expect, test } from 'vitest'
import { canonicalCity, findCity } from './cities.ts'

test.each([
  ['м. Дніпро', 'Dnipro'],
  ['у Києві', 'Kyiv'],
  ['Продам в Киеве', 'Kyiv'],
  ['в Одессе', 'Odesa'],
  ['авто у Львові', 'Lviv'],
  ['Ивано-Франковск', 'Ivano-Frankivsk'],
  ['Kharkov', 'Kharkiv'],
  ['з Чернівців', 'Chernivtsi'],
  ['Николаев', 'Mykolaiv'],
  ['м. Кам’янець-Подільський', 'Kamianets-Podilskyi'],
  ['Кривой Рог', 'Kryvyi Rih'],
  ['Біла Церква', 'Bila Tserkva'],
  ['м. Суми', 'Sumy'],
  ['Zaporozhye', 'Zaporizhzhia'],
])('%s names %s', (text, city) => {
  expect(findCity(text)).toBe(city)
})

test.each(['сума 500', 'двигун працює рівно', 'ровно працює', 'внесені суми', 'Berlin'])(
  '%s names no town',
  (text) => {
    expect(findCity(text)).toBeUndefined()
  },
)

test('a stated town is made canonical, an unknown one only cleaned', () => {
  expect(
    ['Київ, Оболонь', 'м. Львів', 'Одеса', ' Bad\u00a0Neuenahr '].map((town) => canonicalCity(town)),
  ).toEqual(['Kyiv', 'Lviv', 'Odesa', 'Bad Neuenahr'])
})
