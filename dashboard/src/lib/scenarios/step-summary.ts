import type { Language } from '@cartie/shared/schemas/common'
import type { ScenarioNode } from '@cartie/shared/scenario/graph'
import { plainOfHtml } from '@cartie/shared/scenario/html'
import { LocalText, textIn } from '@cartie/shared/scenario/local-text'
import { start, type Trigger } from '@cartie/shared/scenario/nodes/start'
import { labelsOf } from './step-labels.ts'

const said = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** What a step does in one line of plain text; placeholders stand in it as `{name}`. */
export function stepSummary(node: ScenarioNode, language: Language): string {
  const { options } = node
  const word = (value: unknown) => labelsOf(node)?.values?.[said(value)]?.[language] ?? said(value)
  const text = LocalText.safeParse(options.text)
  const line = text.success ? plainOfHtml(textIn(text.data, language)).trim().split('\n')[0] : ''
  if (line) return line
  switch (node.type) {
    case 'START':
      return (start.options.safeParse(options).data?.triggers ?? [])
        .map((trigger) => triggerSummary(trigger, language))
        .join(', ')
    case 'CONDITION': {
      const list = Array.isArray(options.list) ? options.list.map(said).join(', ') : ''
      const against = options.operator === 'in_list' ? list : said(options.value)
      return [`{${said(options.variable)}}`, word(options.operator), against].filter(Boolean).join(' ')
    }
    case 'DELAY':
      return options.until === 'time' ? said(options.time) : `${said(options.minutes) || '1'} min`
    case 'JUMP':
      return options.target === 'scenario' ? word('scenario') : `→ ${said(options.nodeId)}`
    case 'HTTP_REQUEST':
      return `${said(options.method) || 'GET'} ${said(options.url)}`
    case 'ACTION':
      return [
        said(options.variable),
        said(options.value),
        Array.isArray(options.tags) ? options.tags.map(said).join(', ') : '',
      ]
        .filter(Boolean)
        .join(' = ')
    default:
      return ''
  }
}

/** One trigger in few letters. */
export function triggerSummary(trigger: Trigger, language: Language): string {
  switch (trigger.kind) {
    case 'command':
      return `/${trigger.command}`
    case 'keyword':
      return trigger.keywords.slice(0, 3).join(', ')
    case 'deep_link':
      return `?start=${trigger.payload}${trigger.prefix ? '…' : ''}`
    case 'menu':
      return textIn(trigger.label, language)
    case 'default_reply':
      return start.labels.values?.default_reply?.[language] ?? ''
  }
}

/** A line in parts: what stands in braces is a variable. */
export const summaryParts = (line: string): { text: string; variable: boolean }[] =>
  line
    .split(/(\{[a-z][\w.]*\})/)
    .filter(Boolean)
    .map((part) =>
      /^\{[a-z][\w.]*\}$/.test(part)
        ? { text: part.slice(1, -1), variable: true }
        : { text: part, variable: false },
    )
