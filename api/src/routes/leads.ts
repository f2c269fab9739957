import { assignLead } from '@cartie/db/services/lead/assign'
import { boardLeads } from '@cartie/db/services/lead/board'
import { changeLeadStatus } from '@cartie/db/services/lead/change-status'
import { createLead } from '@cartie/db/services/lead/create'
import { deleteLead } from '@cartie/db/services/lead/delete'
import { exportLeads } from '@cartie/db/services/lead/export'
import { facetLeads } from '@cartie/db/services/lead/facets'
import { getLead } from '@cartie/db/services/lead/get'
import { listLeads } from '@cartie/db/services/lead/list'
import { mergeLeads } from '@cartie/db/services/lead/merge'
import { noteLead } from '@cartie/db/services/lead/note'
import { remindLead } from '@cartie/db/services/lead/remind'
import { restoreLead } from '@cartie/db/services/lead/restore'
import { storyOfLead } from '@cartie/db/services/lead/story'
import { tagLead } from '@cartie/db/services/lead/tag'
import { unmergeLead } from '@cartie/db/services/lead/unmerge'
import { updateLead } from '@cartie/db/services/lead/update'
import { updateReminder } from '@cartie/db/services/lead/update-reminder'
import { importLeads } from '@cartie/db/services/lead-intake/accept'
import { getLeadImport } from '@cartie/db/services/lead-intake/get-import'
import { listSetAside } from '@cartie/db/services/lead-intake/list-set-aside'
import { retryIntake } from '@cartie/db/services/lead-intake/retry'
import * as endpoints from '@cartie/shared/endpoints/leads'
import { csvOf } from '../csv.ts'
import { leadColumns } from '../lead-columns.ts'
import type { Serve } from '../serve.ts'

/** The leads: lists, what is done with them, and what comes in by tables and scripts. */
export function leadRoutes(serve: Serve): void {
  serve(endpoints.listLeads, ({ ctx, query }) => listLeads(ctx, query))
  serve(endpoints.boardLeads, ({ ctx, query }) => boardLeads(ctx, query))
  serve(endpoints.facetLeads, ({ ctx, query }) => facetLeads(ctx, query))
  serve(endpoints.exportLeads, async ({ ctx, query, http }) => {
    const csv = await csvOf(leadColumns, exportLeads(ctx, query))
    http.set('Content-Disposition', 'attachment; filename="cartie-leads.csv"')
    http.set('Content-Type', 'text/csv; charset=utf-8')
    http.body = csv
  })
  serve(endpoints.importLeads, ({ ctx, body }) => importLeads(ctx, body), {
    location: (batch) => `/leads/imports/${batch.id}`,
  })
  serve(endpoints.getLeadImport, ({ ctx, params }) => getLeadImport(ctx, params.id))
  serve(endpoints.listIntakes, ({ ctx, query }) => listSetAside(ctx, query))
  serve(endpoints.retryIntake, ({ ctx, params }) => retryIntake(ctx, params.id))
  serve(endpoints.getLead, ({ ctx, params }) => getLead(ctx, params.id))
  serve(endpoints.storyOfLead, ({ ctx, params, query }) => storyOfLead(ctx, params.id, query))
  serve(endpoints.createLead, ({ ctx, body }) => createLead(ctx, body))
  serve(endpoints.updateLead, ({ ctx, params, body }) => updateLead(ctx, params.id, body))
  serve(endpoints.changeLeadStatus, ({ ctx, params, body }) => changeLeadStatus(ctx, params.id, body))
  serve(endpoints.assignLead, ({ ctx, params, body }) => assignLead(ctx, params.id, body))
  serve(endpoints.tagLead, ({ ctx, params, body }) => tagLead(ctx, params.id, body))
  serve(endpoints.noteLead, ({ ctx, params, body }) => noteLead(ctx, params.id, body.text))
  serve(endpoints.remindLead, ({ ctx, params, body }) => remindLead(ctx, params.id, body))
  serve(endpoints.updateLeadReminder, ({ ctx, params, body }) =>
    updateReminder(ctx, { leadId: params.id, reminderId: params.reminderId }, body),
  )
  serve(endpoints.mergeLeads, ({ ctx, params, body }) => mergeLeads(ctx, params.id, body.leadId))
  serve(endpoints.unmergeLead, ({ ctx, params, body }) => unmergeLead(ctx, params.id, body.activityId))
  serve(endpoints.deleteLead, ({ ctx, params }) => deleteLead(ctx, params.id))
  serve(endpoints.restoreLead, ({ ctx, params }) => restoreLead(ctx, params.id))
}
