import { cleanLine } from './clean-text.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { compactKeys, keysOf, wordsOf } from './words.ts'

// Names that are also common words: they count only after "м.", "у", "в", "г." or a pin, or with a capital.
const common = new Set([
  'бц',
  'стрий',
  'броди',
  'малин',
  'чоп',
  'южне',
  'южный',
  'буча',
  'изюм',
  'ізюм',
  'канів',
  'уман',
  'рені',
  'самар',
  'вараш',
  'хмель',
  'дубно',
  'сарни',
  'славута',
  'харків',
  'суми',
  'сумы',
  'рівне',
  'ровно',
  'рівному',
  'рівного',
  'смела',
  'сміла',
  'сумах',
  'chop',
  'bucha',
  'sumy',
  'southern',
  'малый',
  'володимирі',
  'самбор',
  'вишневе',
  'вишневое',
  'вишневому',
  'боярка',
  'каменец',
  'миргород',
  'прилуки',
  'лозова',
  'берегове',
  'комсомольськ',
  'слава',
  'калуш',
  'brody',
  'reni',
  'yalta',
  'ялта',
  'каховка',
  'франик',
])

export interface CityHit {
  city: string
  at: number
  end: number
}

/** Every town of Ukraine in a text with its place, in canonical English names ("у Києві" → Kyiv). */
export function findCities(text: string, dictionary: Dictionary = builtIn): CityHit[] {
  const head = text.slice(0, 20_000)
  const words = wordsOf(head, 3000)
  const hits: CityHit[] = []
  for (let i = 0; i < words.length; i++) {
    for (let count = Math.min(3, words.length - i); count > 0; count--) {
      const key = keysOf(words, i, count).find((k) => dictionary.townOf(k) !== undefined)
      const first = words[i]
      const last = words[i + count - 1]
      if (!key || !first || !last) continue
      const capital = /^\p{Lu}/u.test(head.slice(first.at))
      const placed =
        /(?:^|[\n(,📍])\s*$|(?:^|[^\p{L}])(?:м|г|місто|город|в|у|з|із|смт|city|📍|місце|локація)\.?:? ?$/iu.test(
          head.slice(Math.max(0, first.at - 12), first.at),
        )
      if (common.has(key) && !(capital && (placed || key.length > 3))) continue
      hits.push({ city: dictionary.townOf(key) ?? '', at: first.at, end: last.end })
      i += count - 1
      break
    }
  }
  return hits
}

/** The first town of Ukraine that a text names, in its canonical English name, in any common spelling or case. */
export function findCity(text: string, dictionary: Dictionary = builtIn): string | undefined {
  return findCities(text, dictionary)[0]?.city
}

/** The canonical English name of a stated town ("м. Київ", "Київ, Оболонь" → Kyiv); the cleaned input if it is not known. */
export function canonicalCity(raw: string, dictionary: Dictionary = builtIn): string {
  const clean = cleanLine(raw)
  const bare = clean.replace(/^(?:м|г|місто|город|смт|с|у|в|из|з)\.? ?(?=\p{Lu})/u, '')
  for (const part of [bare, bare.split(/[,(/]/)[0] ?? '']) {
    for (const key of compactKeys(part)) {
      const city = dictionary.townOf(key)
      if (city) return city
    }
  }
  return clean
}
