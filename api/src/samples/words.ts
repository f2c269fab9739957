import type { SampleCar, SampleLanguage } from './sample-car.ts'

interface Words {
  labels: Record<
    | 'make'
    | 'model'
    | 'year'
    | 'mileage'
    | 'fuel'
    | 'transmission'
    | 'body'
    | 'drive'
    | 'engine'
    | 'power'
    | 'color'
    | 'city'
    | 'price'
    | 'seller'
    | 'phone'
    | 'about'
    | 'details',
    string
  >
  fuel: Partial<Record<SampleCar['fuel'], string>>
  transmission: Partial<Record<SampleCar['transmission'], string>>
  body: Record<SampleCar['body'], string>
  drive: Record<SampleCar['drive'], string>
  paint: Record<SampleCar['paint'], string>
  km: string
  hp: string
  litres: string
  dealer: string
  person: string
  contact: string
}

/** How sellers write of cars, in four languages. */
export const words: Record<SampleLanguage, Words> = {
  uk: {
    labels: {
      make: 'Марка',
      model: 'Модель',
      year: 'Рік випуску',
      mileage: 'Пробіг',
      fuel: 'Паливо',
      transmission: 'Коробка передач',
      body: 'Тип кузова',
      drive: 'Привід',
      engine: "Об'єм двигуна",
      power: 'Потужність',
      color: 'Колір',
      city: 'Місто',
      price: 'Ціна',
      seller: 'Продавець',
      phone: 'Телефон',
      about: 'Опис',
      details: 'Характеристики',
    },
    fuel: {
      petrol: 'Бензин',
      diesel: 'Дизель',
      electric: 'Електро',
      hybrid: 'Гібрид',
      plug_in_hybrid: 'Гібрид (PHEV)',
      lpg_petrol: 'Газ / Бензин',
    },
    transmission: { manual: 'Ручна / Механіка', automatic: 'Автомат', cvt: 'Варіатор', robot: 'Робот' },
    body: {
      sedan: 'Седан',
      hatchback: 'Хетчбек',
      wagon: 'Універсал',
      suv: 'Позашляховик / Кросовер',
      coupe: 'Купе',
      minivan: 'Мінівен',
    },
    drive: { fwd: 'Передній', rwd: 'Задній', awd: 'Повний' },
    paint: {
      white: 'Білий',
      black: 'Чорний',
      silver: 'Сріблястий',
      grey: 'Сірий',
      red: 'Червоний',
      blue: 'Синій',
      green: 'Зелений',
      gold: 'Золотий',
      orange: 'Помаранчевий',
    },
    km: 'км',
    hp: 'к.с.',
    litres: 'л',
    dealer: 'Автосалон',
    person: 'Приватна особа',
    contact: 'Зателефонувати',
  },
  ru: {
    labels: {
      make: 'Марка',
      model: 'Модель',
      year: 'Год выпуска',
      mileage: 'Пробег',
      fuel: 'Топливо',
      transmission: 'Коробка передач',
      body: 'Тип кузова',
      drive: 'Привод',
      engine: 'Объём двигателя',
      power: 'Мощность',
      color: 'Цвет',
      city: 'Город',
      price: 'Цена',
      seller: 'Продавец',
      phone: 'Телефон',
      about: 'Описание',
      details: 'Характеристики',
    },
    fuel: {
      petrol: 'Бензин',
      diesel: 'Дизель',
      electric: 'Электро',
      hybrid: 'Гибрид',
      plug_in_hybrid: 'Гибрид (PHEV)',
      lpg_petrol: 'Газ / Бензин',
    },
    transmission: { manual: 'Механика', automatic: 'Автомат', cvt: 'Вариатор', robot: 'Робот' },
    body: {
      sedan: 'Седан',
      hatchback: 'Хэтчбек',
      wagon: 'Универсал',
      suv: 'Внедорожник / Кроссовер',
      coupe: 'Купе',
      minivan: 'Минивэн',
    },
    drive: { fwd: 'Передний', rwd: 'Задний', awd: 'Полный' },
    paint: {
      white: 'Белый',
      black: 'Чёрный',
      silver: 'Серебристый',
      grey: 'Серый',
      red: 'Красный',
      blue: 'Синий',
      green: 'Зелёный',
      gold: 'Золотой',
      orange: 'Оранжевый',
    },
    km: 'км',
    hp: 'л.с.',
    litres: 'л',
    dealer: 'Автосалон',
    person: 'Частное лицо',
    contact: 'Позвонить',
  },
  en: {
    labels: {
      make: 'Make',
      model: 'Model',
      year: 'Year',
      mileage: 'Mileage',
      fuel: 'Fuel type',
      transmission: 'Transmission',
      body: 'Body type',
      drive: 'Drivetrain',
      engine: 'Engine size',
      power: 'Power',
      color: 'Colour',
      city: 'Location',
      price: 'Price',
      seller: 'Seller',
      phone: 'Phone',
      about: 'Description',
      details: 'Specifications',
    },
    fuel: {
      petrol: 'Petrol',
      diesel: 'Diesel',
      electric: 'Electric',
      hybrid: 'Hybrid',
      plug_in_hybrid: 'Plug-in hybrid',
    },
    transmission: { manual: 'Manual', automatic: 'Automatic', cvt: 'CVT', robot: 'Dual clutch' },
    body: {
      sedan: 'Sedan',
      hatchback: 'Hatchback',
      wagon: 'Estate',
      suv: 'SUV',
      coupe: 'Coupe',
      minivan: 'Minivan',
    },
    drive: { fwd: 'Front-wheel drive', rwd: 'Rear-wheel drive', awd: 'All-wheel drive' },
    paint: {
      white: 'White',
      black: 'Black',
      silver: 'Silver',
      grey: 'Grey',
      red: 'Red',
      blue: 'Blue',
      green: 'Green',
      gold: 'Gold',
      orange: 'Orange',
    },
    km: 'km',
    hp: 'hp',
    litres: 'L',
    dealer: 'Dealer',
    person: 'Private seller',
    contact: 'Call',
  },
  de: {
    labels: {
      make: 'Marke',
      model: 'Modell',
      year: 'Baujahr',
      mileage: 'Kilometerstand',
      fuel: 'Kraftstoff',
      transmission: 'Getriebe',
      body: 'Karosserieform',
      drive: 'Antrieb',
      engine: 'Hubraum',
      power: 'Leistung',
      color: 'Farbe',
      city: 'Standort',
      price: 'Preis',
      seller: 'Anbieter',
      phone: 'Telefon',
      about: 'Beschreibung',
      details: 'Technische Daten',
    },
    fuel: {
      petrol: 'Benzin',
      diesel: 'Diesel',
      electric: 'Elektro',
      hybrid: 'Hybrid',
      plug_in_hybrid: 'Plug-in-Hybrid',
    },
    transmission: {
      manual: 'Schaltgetriebe',
      automatic: 'Automatik',
      cvt: 'CVT',
      robot: 'Doppelkupplungsgetriebe',
    },
    body: {
      sedan: 'Limousine',
      hatchback: 'Kleinwagen',
      wagon: 'Kombi',
      suv: 'SUV',
      coupe: 'Coupé',
      minivan: 'Van',
    },
    drive: { fwd: 'Frontantrieb', rwd: 'Heckantrieb', awd: 'Allradantrieb' },
    paint: {
      white: 'Weiß',
      black: 'Schwarz',
      silver: 'Silber',
      grey: 'Grau',
      red: 'Rot',
      blue: 'Blau',
      green: 'Grün',
      gold: 'Gold',
      orange: 'Orange',
    },
    km: 'km',
    hp: 'PS',
    litres: 'l',
    dealer: 'Händler',
    person: 'Privatanbieter',
    contact: 'Anrufen',
  },
}

const signs = { USD: '$', EUR: '€', UAH: '₴' }

/** 17900 USD as "17 900 $". */
export const priceText = (car: Pick<SampleCar, 'price' | 'currency'>): string =>
  `${spaced(car.price)} ${signs[car.currency]}`

/** 118000 as "118 000". */
export const spaced = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ' ')

/** Label and value of everything that a spec table shows. */
export function specRows(car: SampleCar, language: SampleLanguage): [string, string][] {
  const w = words[language]
  const rows: [string, string | undefined][] = [
    [w.labels.make, car.make],
    [w.labels.model, car.model],
    [w.labels.year, String(car.year)],
    [w.labels.mileage, `${spaced(car.mileageKm)} ${w.km}`],
    [w.labels.fuel, w.fuel[car.fuel]],
    [w.labels.engine, car.engineL === undefined ? undefined : `${car.engineL.toFixed(1)} ${w.litres}`],
    [w.labels.power, `${car.powerHp} ${w.hp}`],
    [w.labels.transmission, w.transmission[car.transmission]],
    [w.labels.drive, w.drive[car.drive]],
    [w.labels.body, w.body[car.body]],
    [w.labels.color, w.paint[car.paint]],
    ['VIN', car.vin],
    [w.labels.city, car.city],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== undefined)
}
