import { proposalAdvance } from '@cartie/shared/jobs/proposal-advance'
import { claimRender } from '@cartie/db/services/proposal/claim-render'
import { expireProposal } from '@cartie/db/services/proposal/expire'
import { finishRender } from '@cartie/db/services/proposal/finish-render'
import type { FileRef } from '@cartie/shared/domain/telegram-request'
import type { LoadedFile } from '../delivery/telegram-parts.ts'
import { handle, type JobHandler } from '../handler.ts'
import { bringCarPhotos } from './bring-car-photos.ts'
import { bringLogo } from './bring-logo.ts'
import { renderPdf } from './render-pdf.ts'

export interface ProposalAdvancer {
  leaseMs: number
  /** Brings the bytes of a photo; throws where they can't be had. */
  loadFile: (ref: FileRef) => Promise<LoadedFile>
}

/** Ends a proposal whose time is over, and renders the PDF of what was sent last. */
export function advanceProposal({ leaseMs, loadFile }: ProposalAdvancer): JobHandler {
  return handle(proposalAdvance, async ({ workspaceId, proposalId }, { context, signal }) => {
    const ctx = context(workspaceId)
    await expireProposal(ctx, proposalId)
    const claim = await claimRender(ctx, { proposalId, leaseMs })
    if (!claim) return
    // A bit less than the lease, so that what was brought is written by who brought it.
    const late = AbortSignal.any([signal, AbortSignal.timeout(leaseMs * 0.7)])
    const photos = await bringCarPhotos(claim.content.cars, loadFile, late)
    const logo = await bringLogo(claim.content.company, loadFile, late)
    await finishRender(ctx, claim, await renderPdf(claim, photos, logo))
  })
}
