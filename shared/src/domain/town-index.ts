import { cityRows } from './cities.data.ts'
import { compactKeys } from './words.ts'

const byKey = new Map<string, string>()
for (const row of cityRows.trim().split('\n')) {
  const [name = '', spellings = ''] = row.split(' = ')
  for (const spelling of [name, ...spellings.split(/,| \/ /)]) {
    for (const key of compactKeys(spelling)) if (!byKey.has(key)) byKey.set(key, name)
  }
}

/** The canonical English name of the town under a compact folded key ("києві" → "Kyiv"). */
export const townOf = (key: string): string | undefined => byKey.get(key)
