import type { Language } from '@cartie/shared/schemas/common'
import type { Finding } from '@cartie/shared/scenario/checks/finding'
import type { ScenarioNode } from '@cartie/shared/scenario/graph'
import { m } from '#lib/paraglide/messages.js'
import { exitName, labelsOf } from './step-labels.ts'

/** What is wrong, with the names that the reader sees instead of ours. */
export function problemWords(finding: Finding, node: ScenarioNode | undefined, language: Language): string {
  if (!node) return finding.message[language]
  if (finding.code === 'dead_end')
    return m.scenarios_problem_exit({ exit: exitName(node, finding.field ?? '', language) })
  if (finding.code !== 'bad_options') return finding.message[language]
  const name = (finding.field ?? '').split('.').findLast((part) => labelsOf(node)?.fields[part]) ?? ''
  return m.scenarios_problem_field({ field: labelsOf(node)?.fields[name]?.[language] ?? finding.field ?? '' })
}
