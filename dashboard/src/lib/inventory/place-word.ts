import { townName } from '@cartie/shared/domain/town-name'
import { getLocale } from '#lib/paraglide/runtime.js'

/** Where a car stands: a town by its name in the reader's language, other words as the advert has them; empty if unknown. */
export const placeWord = (place: string | null): string =>
  place === null ? '' : townName(place, getLocale())
