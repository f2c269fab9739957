import type { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { textIn } from '@cartie/shared/scenario/local-text'
import type { Play } from '@cartie/shared/scenario/simulate'
import { triggersOf } from '@cartie/shared/scenario/triggers'
import type { Language } from '@cartie/shared/schemas/common'

/** What a person does to start just this scenario: /start where that does it, else by its first trigger. */
export function beginTalk(graph: ScenarioGraph, language: Language): Play {
  const triggers = triggersOf(graph)?.triggers ?? []
  const isStart = triggers.some((trigger) => trigger.kind === 'command' && trigger.command === 'start')
  const first = triggers[0]
  if (isStart || !first) return { do: 'start' }
  switch (first.kind) {
    case 'command':
      return { do: 'say', text: `/${first.command}` }
    case 'keyword':
      return { do: 'say', text: first.keywords[0] ?? '' }
    case 'deep_link':
      return { do: 'start', payload: first.payload }
    case 'menu':
      return { do: 'say', text: textIn(first.label, language) }
    case 'default_reply':
      return { do: 'say', text: '👋' }
  }
}
