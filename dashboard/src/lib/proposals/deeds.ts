import {
  deleteProposal,
  restoreProposal,
  revokeProposal,
  sendProposal,
} from '@cartie/shared/endpoints/proposals'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { bin } from '#lib/ui/bin.ts'
import { failed, told, toldWithUndo } from '#lib/ui/toast.ts'
import type { ProposalEditor } from './proposal-editor.svelte.ts'

const deed = (id: string) => ({ params: { id }, idempotencyKey: idempotencyKey() })

/**
 * Closes the client's page. To open it again sends it anew, and what the client has seen and chosen begins anew with
 * it: ten seconds to take it back are offered only where there is nothing of that and nothing was changed. Never throws.
 */
export async function revoke(editor: ProposalEditor): Promise<void> {
  const { id, status } = editor.detail
  try {
    const closed = await call(revokeProposal, deed(id))
    editor.take(closed)
    const { changed, seenAt, decidedAt } = closed
    if (status !== 'SENT' || changed || seenAt !== null || decidedAt !== null)
      return told(m.proposals_revoked_done())
    toldWithUndo(m.proposals_revoked_done(), async () =>
      editor.take(await call(sendProposal, { ...deed(id), body: { telegram: false } })),
    )
  } catch (error) {
    failed(error)
  }
}

/** Puts a proposal into the bin, or takes it out; offers to take that back. Tells whether it was done. Never throws. */
export const binProposal = (id: string, into: boolean, onchanged: () => void): Promise<boolean> =>
  bin(into, {
    put: (gone) => (gone ? call(deleteProposal, { params: { id } }) : call(restoreProposal, deed(id))),
    words: { deleted: m.proposals_deleted(), restored: m.proposals_restored() },
    onchanged,
  })
