import { assignLead, changeLeadStatus, deleteLead, restoreLead } from '@cartie/shared/endpoints/leads'
import type { LeadStatus } from '@cartie/shared/domain/lead-status'
import type { Lead } from '@cartie/shared/schemas/lead'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { bin } from '#lib/ui/bin.ts'
import { failed, toldWithUndo } from '#lib/ui/toast.ts'
import type { Leads } from './leads.svelte.ts'
import { statusWord } from './words.ts'
import { wayBack } from './way-back.ts'

/** Moves a lead to another stage, on screen at once; offers ten seconds to take it back. Never throws. */
export async function moveLead(leads: Leads, lead: Lead, to: LeadStatus): Promise<void> {
  const step = (status: LeadStatus) =>
    call(changeLeadStatus, { params: { id: lead.id }, body: { status }, idempotencyKey: idempotencyKey() })
  const resume = leads.pause()
  leads.put({ ...lead, status: to })
  try {
    leads.put(await step(to))
    toldWithUndo(m.leads_moved({ name: lead.name, status: statusWord(to) }), async () => {
      const again = leads.pause()
      try {
        for (const status of wayBack(to, lead.status)) leads.put(await step(status))
      } finally {
        again()
      }
    })
  } catch (error) {
    leads.put(lead)
    failed(error)
  } finally {
    resume()
  }
}

/** Gives a lead to somebody or to nobody; offers to take it back. Never throws. */
export async function giveLead(leads: Leads, lead: Lead, ownerId: string | null): Promise<void> {
  const give = async (to: string | null) =>
    leads.put(await call(assignLead, { params: { id: lead.id }, body: { ownerId: to } }))
  try {
    await give(ownerId)
    toldWithUndo(ownerId ? m.leads_given({ name: leads.nameOf(ownerId) }) : m.leads_given_nobody(), () =>
      give(lead.ownerId),
    )
  } catch (error) {
    failed(error)
  }
}

/** Puts a lead into the bin, or takes it out; offers to take it back. Tells whether it was done. Never throws. */
export const binLead = (leads: Leads, id: string, into: boolean): Promise<boolean> =>
  bin(into, {
    put: (gone) =>
      gone
        ? call(deleteLead, { params: { id } })
        : call(restoreLead, { params: { id }, idempotencyKey: idempotencyKey() }),
    words: { deleted: m.leads_deleted(), restored: m.leads_restored() },
    onchanged: () => leads.refresh(),
  })
