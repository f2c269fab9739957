import type { Mapping } from './table-kind.ts'

/** Patterns of headers or values, special before general. */
export type Patterns<Target extends string> = readonly (readonly [Target, RegExp])[]

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[_\-\s]+/g, ' ')
    .trim()

/**
 * Guesses what each column of a table is: by its own name (as our exports write it), by its header in folded
 * Ukrainian, Russian or English, or by what its values look like. No target is given twice; the first header
 * that fits has it.
 */
export function guessColumns<Target extends string>(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  by: { targets: readonly Target[]; headers: Patterns<Target>; looks: Patterns<Target> },
): Mapping<Target> {
  const taken = new Set<Target>()
  const take = (target: Target | undefined): Target | 'skip' => {
    if (!target || taken.has(target)) return 'skip'
    taken.add(target)
    return target
  }
  const exact = header.map((name) =>
    by.targets.find((target) => target.toLowerCase() === fold(name).replaceAll(' ', '')),
  )
  for (const target of exact) if (target) taken.add(target)
  const byName = header.map((name, at) => {
    const own = exact[at]
    if (own && exact.indexOf(own) === at) return own
    return take(by.headers.find(([target, pattern]) => !taken.has(target) && pattern.test(fold(name)))?.[0])
  })
  return byName.map((target, at) => (target === 'skip' ? take(lookOf(rows, at, by.looks)) : target))
}

function lookOf<Target extends string>(
  rows: readonly (readonly string[])[],
  at: number,
  looks: Patterns<Target>,
): Target | undefined {
  const values = rows.slice(0, 50).flatMap((row) => row[at]?.trim() || [])
  if (values.length === 0) return undefined
  return looks.find(
    ([, pattern]) => values.filter((value) => pattern.test(value)).length >= values.length * 0.8,
  )?.[0]
}
