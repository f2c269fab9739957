/**
 * The number that a person typed with any separators: "12 500", "12,500", "1.5", "12 500,50". A mark before
 * exactly three last digits separates thousands. Undefined for what holds no number.
 */
export function numberOf(typed: string): number | undefined {
  const text = typed.replace(/[\s\u00a0\u202f'’_]/g, '')
  const match = /^-?\d[\d.,]*$/.exec(text)
  if (!match) return undefined
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'))
  const fraction = at < 0 ? '' : text.slice(at + 1)
  const isDecimal = at >= 0 && fraction.length !== 3 && text.indexOf(text[at] ?? '') === at
  const whole = (isDecimal ? text.slice(0, at) : text).replace(/[.,]/g, '')
  return Number(isDecimal ? `${whole}.${fraction}` : whole)
}
