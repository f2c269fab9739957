import type { ScenarioGraph } from '../graph.ts'
import { allTexts, words } from '../local-text.ts'
import type { Trigger } from '../nodes/start.ts'
import { triggersOf } from '../triggers.ts'
import type { Finding } from './finding.ts'
import type { OtherScenario } from './surroundings.ts'

/** No trigger starts two scenarios: of two the first would always win. */
export function checkTriggers(graph: ScenarioGraph, others: readonly OtherScenario[]): Finding[] {
  const own = triggersOf(graph)
  if (!own) return []
  const taken = new Map<string, string>()
  for (const other of others)
    for (const trigger of triggersOf(other.graph)?.triggers ?? [])
      for (const key of keysOf(trigger)) taken.set(key, other.name)
  return own.triggers.flatMap((trigger) =>
    keysOf(trigger).flatMap((key): Finding[] => {
      const by = taken.get(key)
      taken.set(key, by ?? '')
      if (by === undefined) return []
      const what = key.slice(key.indexOf(' ') + 1)
      return [
        {
          nodeId: own.nodeId,
          field: what,
          code: 'duplicate_trigger',
          message: by
            ? words(
                `«${what}» вже запускає сценарій «${by}».`,
                `«${what}» уже запускает сценарий «${by}».`,
                `"${what}" already starts the scenario "${by}".`,
              )
            : words(`«${what}» стоїть двічі.`, `«${what}» стоит дважды.`, `"${what}" stands twice.`),
          severity: 'error',
        },
      ]
    }),
  )
}

function keysOf(trigger: Trigger): string[] {
  switch (trigger.kind) {
    case 'command':
      return [`command /${trigger.command}`]
    case 'keyword':
      return [...new Set(trigger.keywords.map((keyword) => `keyword ${keyword.trim().toLowerCase()}`))]
    case 'deep_link':
      return [`deep_link ${trigger.payload}`]
    case 'menu':
      return [...new Set(allTexts(trigger.label).map((label) => `menu ${label.trim().toLowerCase()}`))]
    case 'default_reply':
      return ['default_reply *']
  }
}
