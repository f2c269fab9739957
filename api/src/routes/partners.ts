import { changePartnerStatus } from '@cartie/db/services/partner/change-status'
import { createPartner } from '@cartie/db/services/partner/create'
import { deletePartner } from '@cartie/db/services/partner/delete'
import { getPartner } from '@cartie/db/services/partner/get'
import { invitePartner } from '@cartie/db/services/partner/invite'
import { listPartners } from '@cartie/db/services/partner/list'
import { removePartnerUser } from '@cartie/db/services/partner/remove-user'
import { restorePartner } from '@cartie/db/services/partner/restore'
import { revokeInvite } from '@cartie/db/services/partner/revoke-invite'
import { updatePartner } from '@cartie/db/services/partner/update'
import * as endpoints from '@cartie/shared/endpoints/partners'
import type { Serve } from '../serve.ts'

/** The partners that receive requests, their people and the links by which these join. */
export function partnerRoutes(serve: Serve): void {
  serve(endpoints.listPartners, ({ ctx, query }) => listPartners(ctx, query))
  serve(endpoints.getPartner, ({ ctx, params }) => getPartner(ctx, params.id))
  serve(endpoints.createPartner, ({ ctx, body }) => createPartner(ctx, body), {
    location: (partner) => `/partners/${partner.id}`,
  })
  serve(endpoints.updatePartner, ({ ctx, params, body }) => updatePartner(ctx, params.id, body))
  serve(endpoints.changePartnerStatus, ({ ctx, params, body }) => changePartnerStatus(ctx, params.id, body))
  serve(endpoints.deletePartner, ({ ctx, params }) => deletePartner(ctx, params.id))
  serve(endpoints.restorePartner, ({ ctx, params }) => restorePartner(ctx, params.id))
  serve(endpoints.invitePartner, ({ ctx, params, body }) => invitePartner(ctx, params.id, body))
  serve(endpoints.revokeInvite, ({ ctx, params }) =>
    revokeInvite(ctx, { partnerId: params.id, inviteId: params.inviteId }),
  )
  serve(endpoints.removePartnerUser, ({ ctx, params }) =>
    removePartnerUser(ctx, { partnerId: params.id, userId: params.userId }),
  )
}
