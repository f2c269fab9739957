import { plainOfHtml } from '../html.ts'
import { words } from '../local-text.ts'
import type { NodeText } from '../node.ts'
import type { DrawnGraph, Finding } from './finding.ts'

const names = {
  uk: words('українською', 'на украинском', 'Ukrainian'),
  ru: words('російською', 'на русском', 'Russian'),
  en: words('англійською', 'на английском', 'English'),
} as const

/** Every text in every language of the scenario, and none longer than Telegram takes. */
export function checkTexts({ graph, nodes }: DrawnGraph): Finding[] {
  return nodes.flatMap(({ node, bound }) =>
    (bound?.uses.texts ?? []).flatMap((text) => [
      ...missing(graph.languages, node.id, text),
      ...tooLong(node.id, text),
    ]),
  )
}

function missing(
  languages: DrawnGraph['graph']['languages'],
  nodeId: string,
  { field, text, optional }: NodeText,
) {
  if (optional && Object.values(text).every((one) => one.trim() === '')) return []
  return languages
    .filter((language) => plainOfHtml(text[language] ?? '').trim() === '')
    .map((language): Finding => ({
      nodeId,
      field,
      code: 'missing_text',
      message: words(
        `Немає тексту ${names[language].uk}.`,
        `Нет текста ${names[language].ru}.`,
        `There is no ${names[language].en} text.`,
      ),
      severity: 'error',
    }))
}

function tooLong(nodeId: string, { field, text, limit }: NodeText): Finding[] {
  const longest = Math.max(0, ...Object.values(text).map((one) => one.length))
  if (longest <= limit) return []
  return [
    {
      nodeId,
      field,
      code: 'too_long_text',
      message: words(
        `Текст має ${longest} знаків, а Telegram приймає ${limit}.`,
        `В тексте ${longest} знаков, а Telegram принимает ${limit}.`,
        `The text has ${longest} characters; Telegram takes ${limit}.`,
      ),
      severity: 'error',
    },
  ]
}
