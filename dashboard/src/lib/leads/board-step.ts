import { mayMoveLead, type LeadStatus } from '@cartie/shared/domain/lead-status'
import type { Lead, LeadBoard } from '@cartie/shared/schemas/lead'

export type BoardStep = { kind: 'focus'; id: string } | { kind: 'move'; lead: Lead; to: LeadStatus }

/**
 * What an arrow key does from a card of the board: to the card beside or below; with shift the lead itself goes to
 * the next column that its stage allows. Undefined where there is none.
 */
export function boardStep(
  columns: LeadBoard['columns'],
  id: string,
  key: string,
  shift: boolean,
): BoardStep | undefined {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[key]
  const at = columns.findIndex((column) => column.data.some((lead) => lead.id === id))
  const here = columns[at]
  if (by === undefined || !here) return undefined
  const row = here.data.findIndex((lead) => lead.id === id)
  if (key === 'ArrowUp' || key === 'ArrowDown') return focusOn(here.data[row + by])
  const beside = by > 0 ? columns.slice(at + 1) : columns.slice(0, at).reverse()
  if (!shift) {
    const column = beside.find((one) => one.data.length > 0)
    return focusOn(column?.data[Math.min(row, column.data.length - 1)])
  }
  const lead = here.data[row]
  const target = beside.find((column) => mayMoveLead(here.status, column.status))
  return lead && target ? { kind: 'move', lead, to: target.status } : undefined
}

const focusOn = (lead: Lead | undefined): BoardStep | undefined => lead && { kind: 'focus', id: lead.id }
