import { describe, expect, test } from 'vitest'
import { parseBodyType } from './body-type.ts'
import { parseColor } from './color.ts'
import { parseCondition } from './condition.ts'
import { findDrive, parseDrive } from './drive.ts'
import { parseEngineVolumeL, parsePowerHp } from './engine.ts'
import { parseFuel } from './fuel.ts'
import { parseTransmission } from './transmission.ts'
import { parseYear } from './year.ts'

/** Lines of `value: spelling | spelling`, in the words of sites in fifteen languages. */
const rows = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [value = '', spellings = ''] = line.split(': ')
      return spellings.split(' | ').map((spelling) => [spelling.trim(), value.trim()] as [string, string])
    })

describe('fuel', () => {
  test.each(
    rows(`
petrol: Бензин | Бензин, 2 л. | Petrol | Gasoline | Gas | Benzin | Essence | Gasolina | Benzina | Benzyna | Benzină | Бензинов | Benzín | Bensin | Benzinli | Benzine | Super E10 95 | Elektronische benzine-injectie
diesel: Дизель | Дизель, 2 л. | Diesel | Gasóleo | Gasolio | Gazole | Dizel | Дизелов | Nafta | Motorină | Olej napędowy
electric: Електро | Электро | Electric | Elektro | Électrique | Eléctrico | Elettrica | Elektryczny | Електрически | El | Elektrisch | BEV
hybrid: Гібрид (HEV) | Hybrid | Híbrido | Ibrida | Hybryda | Хибриден | Hibrit | MHEV/Benz.+Hybrid | Hybrid (Benzin/Elektro) | Elektro/Benzin | Petrol/Electric | Diesel/Electric
plug_in_hybrid: Гібрид (PHEV) | Plug-in Hybrid | Hybride rechargeable | Híbrido enchufable | Laddhybrid | Plug-in-Hybrid
lpg_petrol: Газ/бензин | Газ / Бензин | Газ пропан-бутан / Бензин | LPG/Benzin | Benzyna+LPG | Benzin + gas (TNG) | ГБО | gas4 | Benzina + GPL
lpg: газ | GPL | Autogas (LPG) | Plin
cng: Газ метан / Бензин | Erdgas (CNG) | Metano | Метан
hydrogen: Hydrogen | Wasserstoff | Водень
other: E85 | Інше`),
  )('%s is %s', (raw, fuel) => {
    expect(parseFuel(raw)).toBe(fuel)
  })
})

describe('gearbox', () => {
  test.each(
    rows(`
manual: Ручна / Механіка | Механика | МКПП | 5-ст | 6-ступенева механіка | Schaltgetriebe | Manuell | Manuelle | Boîte manuelle | Manual | Manuale | Manualna | Manuală | Ръчна | Ručni | Manuální | Düz | Handgeschakeld
automatic: Автомат | АКПП | Типтронік | Automatik | Automatique | Automático | Automatico | Automatyczna | Automată | Автоматична | Automatska | Automat | Otomatik | Automaat | Tiptronic
semi_automatic: Halbautomatik | Semi-automatic | Yarı Otomatik | Poluautomatski | Полуавтомат
cvt: Варіатор | Вариатор | CVT | Stufenlos
robot: Робот | DSG | S tronic | PowerShift`),
  )('%s is %s', (raw, gearbox) => {
    expect(parseTransmission(raw)).toBe(gearbox)
  })
})

describe('body', () => {
  test.each(
    rows(`
sedan: Седан | Limousine | Sedan | Berline | Saloon | Limuzina
wagon: Універсал | Kombi | Break | Estate | Karavan | Комби | Familiar | Station wagon
hatchback: Хетчбек | Хэтчбек | Kleinwagen | Citadine | Hatchback/5 | Halvkombi
suv: Позашляховик / Кросовер | Внедорожник | SUV | Geländewagen | SUV/Geländewagen/Pickup | Джип | Terenac | Suv / 4x4
coupe: Купе | Coupé | Sportwagen/Coupé
convertible: Кабріолет | Cabrio/Roadster
minivan: Мінівен | Минивэн | Van/Minibus | Monovolume | MPV
van: Фургон | Kastenwagen
pickup: Пікап | Pick-up
liftback: Ліфтбек | Sportback
motorcycle: Мотоцикл | Motorrad`),
  )('%s is %s', (raw, body) => {
    expect(parseBodyType(raw)).toBe(body)
  })
})

describe('drive, colour and condition', () => {
  test.each(
    rows(`
awd: Повний | Полный | Allrad | 4x4 | xDrive | quattro | Intégrale | Fyrhjulsdriven
fwd: Передній | Передний | Vorderradantrieb | Traction | Prednji | FWD | Önden Çekiş
rwd: Задній | Heckantrieb | Propulsion | RWD`),
  )('%s is %s', (raw, drive) => {
    expect(parseDrive(raw)).toBe(drive)
  })
  test('in a free text a bumper has no driven wheels', () => {
    expect(findDrive('передній бампер, задній парктронік')).toBeUndefined()
    expect(findDrive('задній привід')).toBe('rwd')
  })
  test.each(
    rows(`
black: Чорний | Schwarz | Negru | Crna | Черен
white: Білий | Белый | Weiß | Biały | Vit | Beyaz
grey: Сірий | Grau | Gri | Šedá | Siva | Сив
silver: Срібний | Silber
blue: Синій | Синий | Blau metallic | Plava | Blå
red: Червоний | Rouge | Rot
burgundy: Вишневый | Bordo`),
  )('%s is %s', (raw, color) => {
    expect(parseColor(raw)).toBe(color)
  })
  test.each(
    rows(`
new: Новий | Neu | new | https://schema.org/NewCondition
used: Вживаний | Б/в | Gebrauchtwagen | Occasion | Używane | Unfallfrei | Не бит | İkinci el
damaged: Після ДТП | Unfallfahrzeug`),
  )('%s is %s', (raw, condition) => {
    expect(parseCondition(raw)).toBe(condition)
  })
})

describe('engine', () => {
  test.each([
    ['2.0', 2],
    ['1998 см³', 2],
    ['1 598 ccm', 1.6],
    ['1.968 cm3', 2],
    ['1,598 cc', 1.6],
    ['1.6 TDI', 1.6],
    ['3 л', 3],
    ['2,0 л', 2],
    ['1998', 2],
    ['Дизель, 2 л.', 2],
    ['2.0 л. 190 к.с.', 2],
    ['3.0d', 3],
  ])('%s has %d litres', (raw, litres) => {
    expect(parseEngineVolumeL(raw)).toBe(litres)
  })
  test('a battery has none', () => {
    expect(parseEngineVolumeL('40 kWh')).toBeUndefined()
  })
  test.each([
    ['150 к.с.', 150],
    ['110 kW (150 PS)', 150],
    ['110 кВт', 150],
    ['66 kW', 90],
    ['150 KM', 150],
    ['190cv', 190],
    ['150 hk', 150],
    ['105 ks', 105],
    ['150', 150],
    ['2.0 л. 190 к.с.', 190],
  ])('%s is %d hp', (raw, hp) => {
    expect(parsePowerHp(raw)).toBe(hp)
  })
  test('a battery has no power', () => {
    expect(parsePowerHp('100 kWh')).toBeUndefined()
  })
})

describe('year', () => {
  test.each([
    ['2018', 2018],
    ['05.2010', 2010],
    ['2016-07', 2016],
    ['08/2022', 2022],
    ['2019 р.', 2019],
    ['15.03.2017', 2017],
  ])('%s is of %d', (raw, year) => {
    expect(parseYear(raw, 2026)).toBe(year)
  })
  test('the year after next and numbers of other length are no year', () => {
    expect(parseYear('2028', 2026)).toBeUndefined()
    expect(parseYear('2027', 2026)).toBe(2027)
    expect(parseYear('120185', 2026)).toBeUndefined()
  })
})

test('no vocabulary throws or answers for what is none of its words', () => {
  for (const parse of [
    parseFuel,
    parseTransmission,
    parseDrive,
    parseColor,
    parseEngineVolumeL,
    parsePowerHp,
    parseBodyType,
    parseCondition,
  ])
    for (const raw of ['', '—', '🔥', 'x'.repeat(100_000), '\u0000\ud83d']) expect(parse(raw)).toBeUndefined()
})
