import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCatalogue } from './make-index.ts'
import { canonicalMake, canonicalModel, findMake, findMakeModel } from './makes.ts'

test.each([
  ['BMW X5 2018', 'BMW', 'X5'],
  ['ВМW Х5 2018', 'BMW', 'X5'],
  ['бмв 520d f10', 'BMW', '5 Series'],
  ['BMW 3 2012', 'BMW', '3 Series'],
  ['BMW F10 2012', 'BMW', '5 Series'],
  ['#bmwx5', 'BMW', 'X5'],
  ['Mercedes E 220 CDI', 'Mercedes-Benz', 'E-Class'],
  ['мерседес с клас', 'Mercedes-Benz', 'C-Class'],
  ['GLE 350d Mercedes', 'Mercedes-Benz', 'GLE'],
  ['Фольксваген Пассат Б8', 'Volkswagen', 'Passat'],
  ['Volksvagen Golf 4', 'Volkswagen', 'Golf'],
  ['VW T5 2008', 'Volkswagen', 'Transporter'],
  ['Peugeot 2008 2021', 'Peugeot', '2008'],
  ['Fiat 500 2015', 'Fiat', '500'],
  ['Mazda 3 2.0', 'Mazda', '3'],
  ['Mazda CX 5', 'Mazda', 'CX-5'],
  ['Део Ланос', 'Daewoo', 'Lanos'],
  ['Lada 2107', 'ВАЗ', '2107'],
  ['ВАЗ 21093', 'ВАЗ', '2109'],
  ['ГАЗ 3110', 'ГАЗ', '3110'],
  ['Продам тойоту камри', 'Toyota', 'Camry'],
  ['Camry 70, 2019', 'Toyota', 'Camry'],
  ['Октавія А7', 'Skoda', 'Octavia'],
  ['Рендж Ровер Спорт', 'Land Rover', 'Range Rover Sport'],
  ['Land Rover Range Rover Evoque', 'Land Rover', 'Range Rover Evoque'],
  ['Tesla Model 3 Long Range', 'Tesla', 'Model 3'],
  ['MG 4 Electric', 'MG', '4'],
  ['Лі авто Л9', 'Li Auto', 'L9'],
  ['Zeekr 001', 'Zeekr', '001'],
  ['Mustang Mach-E', 'Ford', 'Mustang Mach-E'],
  ['YAMAHA - MT-07', 'Yamaha', 'MT-07'],
  ['Citroën C4 Picasso', 'Citroen', 'C4 Picasso'],
  ['2018 (68) Vauxhall Corsa 1.4', 'Vauxhall', 'Corsa'],
  ['Touareg 3,0 tdi highline', 'Volkswagen', 'Touareg'],
  ['Seat Leon', 'Seat', 'Leon'],
])('%s is a %s %s', (text, make, model) => {
  const found = findMakeModel(text)
  expect([found?.make, found?.model]).toEqual([make, model])
})

describe('a common word is no make', () => {
  test.each([
    'шкіряний seat',
    'джип в гарному стані',
    'газ/бензин',
    'Продам iPhone 15 Pro 256',
    'man in black',
    'ram 16 GB',
  ])('%s', (text) => {
    expect(findMake(text)).toBeUndefined()
  })
  test('gas before a Lanos is its fuel', () => {
    expect(findMakeModel('газ/бензин Lanos')?.make).toBe('Daewoo')
  })
})

test('a make has a place, and a model alone implies it', () => {
  expect(findMake('Продам БМВ Х5')).toEqual({ make: 'BMW', at: 7, length: 3, explicit: true })
  expect(findMake('Продам Camry')).toMatchObject({ make: 'Toyota', explicit: false })
})

test('what is left of a title is neither make nor model', () => {
  expect(findMakeModel('Audi Q5 40 2.0 TDI quattro')?.rest).toBe('40 2.0 TDI quattro')
})

describe('what a site states is not damaged', () => {
  test('makes', () => {
    expect(
      ['мерседес', 'VW', 'Škoda', 'CITROËN', ' Foo\u00a0 Bar '].map((make) => canonicalMake(make)),
    ).toEqual(['Mercedes-Benz', 'Volkswagen', 'Skoda', 'Citroen', 'Foo Bar'])
  })
  test.each([
    ['MG', 'MG 4', '4'],
    ['MG', 'MG4', 'MG4'],
    ['BMW', '3-series', '3 Series'],
    ['BMW', '320d', '320d'],
    ['BMW', 'X5 M50d', 'X5 M50d'],
    ['Mercedes-Benz', 'Mercedes-Benz E-Class', 'E-Class'],
    ['Skoda', 'октавія', 'Octavia'],
    ['Peugeot', '2008', '2008'],
    ['Land Rover', 'Range Rover Sport', 'Range Rover Sport'],
    ['Land Rover', 'Land Rover Defender', 'Defender'],
    ['MINI', 'Mini', 'Mini'],
    ['Citroen', 'C4 CACTUS', 'C4 Cactus'],
    ['Foo', 'Foo Bar', 'Bar'],
    ['Foo', 'Unknown  Thing', 'Unknown Thing'],
  ])('%s %s → %s', (make, raw, model) => {
    expect(canonicalModel(make, raw)).toBe(model)
  })
  test('canonical names stay as they are', () => {
    for (const { make, models } of makeCatalogue()) {
      expect(canonicalMake(make)).toBe(make)
      for (const model of models)
        expect(canonicalModel(make, canonicalModel(make, model))).toBe(canonicalModel(make, model))
    }
  })
})

test('the dictionary holds at least 150 makes and 2,000 models', () => {
  const catalogue = makeCatalogue()
  expect(catalogue.length).toBeGreaterThan(150)
  expect(catalogue.reduce((sum, { models }) => sum + models.length, 0)).toBeGreaterThan(2000)
})

test('any text is read without throwing, and the place of a make lies in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('', 'BMW', 'Х5', 'Golf VW', 'Мерс'),
      (text, name) => {
        const hit = findMake(text + name)
        if (hit) expect(hit.at + hit.length).toBeLessThanOrEqual(text.length + name.length)
        findMakeModel(name + text)
      },
    ),
  )
})
