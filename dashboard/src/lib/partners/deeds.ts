import { changePartnerStatus, deletePartner, restorePartner } from '@cartie/shared/endpoints/partners'
import type { Partner } from '@cartie/shared/schemas/partner'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { bin } from '#lib/ui/bin.ts'
import { failed, toldWithUndo } from '#lib/ui/toast.ts'

type Named = Pick<Partner, 'id' | 'name'>

const put = ({ id }: Named, status: Partner['status']) =>
  call(changePartnerStatus, { params: { id }, body: { status }, idempotencyKey: idempotencyKey() })

/** Blocks a partner or lets it in again; what was done can be taken back for ten seconds. */
export async function blockPartner(
  partner: Named,
  to: Partner['status'],
  onchanged: () => Promise<void>,
): Promise<void> {
  const { name } = partner
  try {
    await put(partner, to)
    const words = to === 'BLOCKED' ? m.partners_blocked_told({ name }) : m.partners_unblocked_told({ name })
    toldWithUndo(words, async () => {
      await put(partner, to === 'BLOCKED' ? 'ACTIVE' : 'BLOCKED')
      await onchanged()
    })
  } catch (error) {
    failed(error)
  }
  await onchanged()
}

/** Puts a partner into the bin or takes it out; offers to take it back. Tells whether it was done. Never throws. */
export const binPartner = ({ id, name }: Named, into: boolean, onmoved: () => void): Promise<boolean> =>
  bin(into, {
    put: (gone) =>
      gone
        ? call(deletePartner, { params: { id } })
        : call(restorePartner, { params: { id }, idempotencyKey: idempotencyKey() }),
    words: { deleted: m.partners_deleted({ name }), restored: m.partners_restored({ name }) },
    onchanged: onmoved,
  })
