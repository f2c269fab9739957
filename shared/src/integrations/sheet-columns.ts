import { words, type Words } from '../scenario/local-text.ts'

/** The first column of every row: the event that wrote it, by which a row is known that was written already. */
export const eventColumn: Words = words('Подія', 'Событие', 'Event')

/** What a row of a lead may say, in the order of its columns. */
export const leadColumns = {
  code: words('Код', 'Код', 'Code'),
  createdAt: words('Створено (UTC)', 'Создано (UTC)', 'Created (UTC)'),
  name: words('Імʼя', 'Имя', 'Name'),
  phone: words('Телефон', 'Телефон', 'Phone'),
  email: words('Пошта', 'Почта', 'Email'),
  telegram: words('Telegram', 'Telegram', 'Telegram'),
  city: words('Місто', 'Город', 'City'),
  source: words('Джерело', 'Источник', 'Source'),
  campaign: words('Кампанія', 'Кампания', 'Campaign'),
  status: words('Статус', 'Статус', 'Status'),
  wish: words('Авто', 'Авто', 'Car'),
  budget: words('Бюджет', 'Бюджет', 'Budget'),
  request: words('Запит', 'Запрос', 'Wish'),
  tags: words('Мітки', 'Метки', 'Tags'),
} as const

/** What a row of a car may say, in the order of its columns. */
export const carColumns = {
  title: words('Назва', 'Название', 'Title'),
  make: words('Марка', 'Марка', 'Make'),
  model: words('Модель', 'Модель', 'Model'),
  year: words('Рік', 'Год', 'Year'),
  price: words('Ціна', 'Цена', 'Price'),
  currency: words('Валюта', 'Валюта', 'Currency'),
  mileageKm: words('Пробіг, км', 'Пробег, км', 'Mileage, km'),
  fuel: words('Пальне', 'Топливо', 'Fuel'),
  transmission: words('Коробка', 'Коробка', 'Transmission'),
  location: words('Де стоїть', 'Где стоит', 'Location'),
  vin: words('VIN', 'VIN', 'VIN'),
  status: words('Статус', 'Статус', 'Status'),
  firstSeenAt: words('Додано (UTC)', 'Добавлено (UTC)', 'Added (UTC)'),
  sourceUrl: words('Посилання', 'Ссылка', 'Link'),
} as const

export type LeadColumn = keyof typeof leadColumns
export type CarColumn = keyof typeof carColumns
