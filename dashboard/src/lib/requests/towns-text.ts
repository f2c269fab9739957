import { townName } from '@cartie/shared/domain/town-name'
import { getLocale } from '#lib/paraglide/runtime.js'

/** Towns by their names in the reader's language, as one text. */
export const townsText = (towns: readonly string[]): string =>
  towns.map((one) => townName(one, getLocale())).join(', ')
