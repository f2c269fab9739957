import {
  deleteProposal,
  restoreProposal,
  revokeProposal,
  sendProposal,
} from '@cartie/shared/endpoints/proposals'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { failed, told, toldWithUndo } from '#lib/ui/toast.ts'
import type { ProposalEditor } from './proposal-editor.svelte.ts'

const deed = (id: string) => ({ params: { id }, idempotencyKey: idempotencyKey() })

/**
 * Closes the client's page. Where nothing was changed since it was sent, ten seconds are offered to open it again,
 * without a message to the client. Never throws.
 */
export async function revoke(editor: ProposalEditor): Promise<void> {
  const { id, changed } = editor.detail
  try {
    editor.take(await call(revokeProposal, deed(id)))
    if (changed) return told(m.proposals_revoked_done())
    toldWithUndo(m.proposals_revoked_done(), async () =>
      editor.take(await call(sendProposal, { ...deed(id), body: { telegram: false } })),
    )
  } catch (error) {
    failed(error)
  }
}

/** Puts a proposal into the bin, or takes it out; offers to take that back. Tells whether it was done. */
export async function bin(id: string, into: boolean, onchanged: () => void): Promise<boolean> {
  const put = (gone: boolean) =>
    gone ? call(deleteProposal, { params: { id } }) : call(restoreProposal, deed(id))
  try {
    await put(into)
    onchanged()
    toldWithUndo(into ? m.proposals_deleted() : m.proposals_restored(), async () => {
      await put(!into)
      onchanged()
    })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
