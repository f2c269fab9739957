import type { Language } from '@cartie/shared/schemas/common'

interface PdfWords {
  year: string
  mileage: string
  engine: string
  place: string
  vin: string
  priceOnRequest: string
  validUntil: string
  openPage: string
  page: string
  litre: string
}

/** What a proposal's PDF says besides the words of the car itself. */
export const pdfWords: Record<Language, PdfWords> = {
  uk: {
    year: 'Рік',
    mileage: 'Пробіг',
    engine: 'Двигун',
    place: 'Місто',
    vin: 'VIN',
    priceOnRequest: 'Ціна за запитом',
    validUntil: 'Дійсна до',
    openPage: 'Відкрити добірку та відповісти',
    page: 'Сторінка',
    litre: 'л',
  },
  ru: {
    year: 'Год',
    mileage: 'Пробег',
    engine: 'Двигатель',
    place: 'Город',
    vin: 'VIN',
    priceOnRequest: 'Цена по запросу',
    validUntil: 'Действительна до',
    openPage: 'Открыть подборку и ответить',
    page: 'Страница',
    litre: 'л',
  },
  en: {
    year: 'Year',
    mileage: 'Mileage',
    engine: 'Engine',
    place: 'Town',
    vin: 'VIN',
    priceOnRequest: 'Price on request',
    validUntil: 'Valid until',
    openPage: 'Open the selection and answer',
    page: 'Page',
    litre: 'l',
  },
}
