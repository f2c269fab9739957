import { detached, foldKey, keyField } from './raw-field.ts'
import type { RawField } from './raw-field.ts'

/** Branches that speak of other cars, of money that is no price, or of the page itself. */
const aside =
  /similar|related|recommend|suggest|otherads|otherlist|moreads|alsolike|breadcrumb|filter|facet|tracking|translation|i18n|locale|experiment|toggle|navigation|footer|banner|advertis(?!er|ement$)|adslot|adtarget|targeting|gtm|searchparam|searchquery|pagequery|pricehistory|viewhistory|compar|leasing|financ|insurance|warranty|review|ratings?(?!s?name)|tradein|superdeal|seo|opengraph|schemaorg|faq|dictionary|analytics|cms|glossary|lastseen|recentlyviewed|viewed/

/** What a key of a page's data says of its value. */
export interface KeyMeaning {
  /** `vehicle_model-Date` as `vehiclemodeldate`. */
  folded: string
  field: RawField | undefined
  /** Its value speaks of something beside the car. */
  isAside: boolean
}

const mostKept = 5_000
const cache = new Map<string, KeyMeaning>()

/** The meaning of a key; those of usual length are worked out once. */
export function keyMeaning(key: string): KeyMeaning {
  const known = cache.get(key)
  if (known !== undefined) return known
  const folded = foldKey(key)
  const meaning = { folded, field: keyField(key), isAside: aside.test(folded) }
  if (key.length < 60 && cache.size < mostKept) cache.set(detached(key), meaning)
  return meaning
}
