import type { Language } from '../schemas/common.ts'
import { cityRows } from './cities.data.ts'

type Names = Record<Language, string>

let towns: Map<string, Names> | undefined

function readTowns(): Map<string, Names> {
  const known = new Map<string, Names>()
  for (const row of cityRows.trim().split('\n')) {
    const [en = '', uk = '', ru = ''] = row.split(/ = | \/ |,/)
    for (const name of [en, uk, ru]) known.set(name.toLowerCase(), { uk, ru, en })
  }
  return known
}

/** A town by its name in a language, whichever of its three names is given ("Kyiv" → "Київ"); others as they are. */
export function townName(name: string, language: Language): string {
  towns ??= readTowns()
  return towns.get(name.trim().toLowerCase())?.[language] ?? name
}
