/**
 * Of `request_variants v`: a person has approved it, also if nobody chose it in the end. What the end of its request
 * declined without a look is neither approved nor decided on.
 */
export const isApprovedOffer = `(v.status in ('APPROVED', 'SENT_TO_CLIENT', 'ACCEPTED')
  or (v.status = 'DECLINED' and exists (select from request_activities a
    where a.workspace_id = v.workspace_id and a.request_id = v.request_id and a.variant_id = v.id
      and a.type = 'variant_status_changed' and a.payload #>> '{changes,status,to}' = 'APPROVED')))`
