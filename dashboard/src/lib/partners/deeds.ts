import { changePartnerStatus, deletePartner, restorePartner } from '@cartie/shared/endpoints/partners'
import type { Partner } from '@cartie/shared/schemas/partner'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
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

/** Puts a partner into the bin or takes it out; false where that was refused. */
export async function binPartner(partner: Named, into: boolean, onmoved: () => void): Promise<boolean> {
  const { id, name } = partner
  const bin = () => call(deletePartner, { params: { id } })
  const restore = () => call(restorePartner, { params: { id }, idempotencyKey: idempotencyKey() })
  try {
    await (into ? bin() : restore())
    const words = into ? m.partners_deleted({ name }) : m.partners_restored({ name })
    toldWithUndo(words, async () => {
      await (into ? restore() : bin())
      onmoved()
    })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
