import type { ScenarioNode } from '@cartie/shared/scenario/graph'

const bounded = ['text', 'number', 'price', 'year']

/** Whether a field means anything beside the others' present values; what means nothing is not asked. */
export function isShown({ type, options }: Pick<ScenarioNode, 'type' | 'options'>, field: string): boolean {
  const is = (name: string, ...values: string[]) => values.includes(String(options[name]))
  switch (`${type}.${field}`) {
    case 'CONDITION.value':
      return !is('operator', 'is_set', 'in_list')
    case 'CONDITION.upTo':
      return is('operator', 'between')
    case 'CONDITION.list':
      return is('operator', 'in_list')
    case 'DELAY.minutes':
      return !is('until', 'time')
    case 'DELAY.time':
      return is('until', 'time')
    case 'JUMP.nodeId':
      return !is('target', 'scenario')
    case 'JUMP.scenarioId':
    case 'JUMP.comeBack':
      return is('target', 'scenario')
    case 'QUESTION_TEXT.currency':
      return is('answer', 'price')
    case 'QUESTION_TEXT.min':
    case 'QUESTION_TEXT.max':
      return options.answer === undefined || is('answer', ...bounded)
    case 'GALLERY.variable':
    case 'GALLERY.back':
    case 'GALLERY.tries':
    case 'GALLERY.timeoutMinutes':
      return options.choose === true
    case 'SEARCH_CARS.enough':
      return options.sites !== false
    default:
      return true
  }
}

const late = ['back', 'tries', 'timeoutMinutes', 'invalidText']

/** Fields in the order in which they are asked: what a step is about, then how patient it is. */
export const inOrder = <T extends { name: string }>(fields: readonly T[]): T[] => [
  ...fields.filter(({ name }) => !late.includes(name)),
  ...fields.filter(({ name }) => late.includes(name)),
]
