import { fold, soundKey } from './fold.ts'
import { modelsOfRow, spellingsOf, type MakeRow } from './make-row.ts'
import { makeRows } from './makes.data.ts'
import { compactKeys } from './words.ts'

export interface ModelEntry {
  name: string
  /** The model alone names its make. */
  solo: boolean
}

export interface MakeEntry {
  make: string
  /** The make's name is also a common word: it counts only with a model beside it. */
  needsModel: boolean
  models: Map<string, ModelEntry>
  /** Models by how they sound, for spellings that nobody listed. */
  sounds: Map<string, ModelEntry>
  patterns: readonly (readonly [RegExp, string])[]
  /** The make whose models this make's name is also used for. */
  elder?: string
  /** Generation codes that tell a model where nothing else does, such as "e39". */
  codes: Map<string, string>
}

const makes = new Map<string, MakeEntry>()
const solos = new Map<string, { entry: MakeEntry; model: ModelEntry }>()
const clashes = new Set<string>()

for (const row of makeRows) addMake(row)
for (const key of clashes) solos.delete(key)
for (const [key, solo] of solos) {
  const shared =
    key.length <= 3 &&
    [...new Set(makes.values())].some((entry) => entry !== solo.entry && entry.models.has(key))
  if (shared || key.length < 2 || /^\d+$/.test(key)) solos.delete(key)
}
/** By their first letter. */
const longNames = Map.groupBy(
  [...makes].filter(([key]) => key.length >= 6),
  ([key]) => key.charAt(0),
)

const heads = new Set([...makes.keys()].map((key) => key.slice(0, 3)))

/** Whether the name of a make begins with the first three letters of this folded word. */
export const beginsLikeMake = (word: string): boolean => heads.has(word.slice(0, 3))

/** The make under a compact folded key ("мерседесбенц"). */
export const makeOf = (key: string): MakeEntry | undefined => makes.get(key)

/** The make and model under the compact folded key of a model that only one make has. */
export const soloOf = (key: string): { entry: MakeEntry; model: ModelEntry } | undefined => solos.get(key)

/** Every canonical make with its canonical models, for lists of choices. */
export function makeCatalogue(): { make: string; models: string[] }[] {
  const entries = [...new Set(makes.values())]
  return entries.map((entry) => ({
    make: entry.make,
    models: [...new Set([...entry.models.values()].map((m) => m.name))],
  }))
}

function addMake(row: MakeRow): void {
  const entry: MakeEntry = {
    make: row.make,
    needsModel: row.needsModel ?? false,
    models: new Map(),
    sounds: new Map(),
    patterns: row.patterns ?? [],
    ...(row.elder ? { elder: row.elder } : {}),
    codes: new Map(
      Object.entries(row.codes ?? {}).flatMap(([model, list]) =>
        list.split(' ').map((code) => [code, model] as const),
      ),
    ),
  }
  for (const name of [row.make, ...spellingsOf(row.spellings)])
    for (const key of compactKeys(name)) if (!makes.has(key)) makes.set(key, entry)
  for (const { name, solo, spellings } of modelsOfRow(row)) {
    const model: ModelEntry = { name, solo }
    for (const spelling of [name, ...spellings]) addModel(entry, model, spelling)
  }
}

function addModel(entry: MakeEntry, model: ModelEntry, spelling: string): void {
  for (const key of compactKeys(spelling)) {
    if (!entry.models.has(key)) entry.models.set(key, model)
    if (!model.solo) continue
    const taken = solos.get(key)
    if (taken && taken.entry !== entry) clashes.add(key)
    solos.set(key, { entry, model })
  }
  const sound = soundKey(fold(spelling))
  if (sound.length >= 4 && !/\d/.test(sound) && !entry.sounds.has(sound)) entry.sounds.set(sound, model)
}

/** The make whose name of six letters or more differs from this folded word in one letter. */
export function nearMake(word: string): MakeEntry | undefined {
  if (word.length < 5) return undefined
  return longNames.get(word.charAt(0))?.find(([key]) => withinOneEdit(key, word))?.[1]
}

/** Whether two words differ by at most one letter added, lost, changed or swapped with its neighbour. */
export function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let head = 0
  while (head < a.length && a.charAt(head) === b.charAt(head)) head++
  let tail = 0
  while (
    tail < Math.min(a.length, b.length) - head &&
    a.charAt(a.length - 1 - tail) === b.charAt(b.length - 1 - tail)
  )
    tail++
  const left = a.slice(head, a.length - tail)
  const right = b.slice(head, b.length - tail)
  return (
    (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(''))
  )
}
