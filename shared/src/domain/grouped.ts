import type { Language } from '../schemas/common.ts'

/** A whole number with a space between its groups of three digits: "85 000". */
export const grouped = (value: number | string): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ')

/** A mileage as people read it: "85 000 км". */
export const kilometres = (km: number, language: Language): string =>
  `${grouped(km)} ${language === 'en' ? 'km' : 'км'}`
