import { createProposal } from '@cartie/shared/endpoints/proposals'
import {
  changeVariantStatus,
  createVariant,
  deleteVariant,
  restoreVariant,
} from '@cartie/shared/endpoints/variants'
import { mayMoveByHand, type VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Variant, VariantCreate } from '@cartie/shared/schemas/variant'
import { ApiError } from '@cartie/shared/client'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { failed, told, toldWithUndo } from '#lib/ui/toast.ts'
import { statusWord } from './words.ts'
import type { Variants } from './variants.svelte.ts'

/** Moves a variant to another stage, on screen at once; offers to take it back before its giver hears. Never throws. */
export async function moveVariant(
  variants: Variants,
  variant: Variant,
  to: VariantStatus,
  reason?: string,
): Promise<void> {
  const step = (status: VariantStatus, why?: string) =>
    call(changeVariantStatus, {
      params: { id: variant.id },
      body: { status, ...(why ? { reason: why } : {}) },
      idempotencyKey: idempotencyKey(),
    })
  variants.put({ ...variant, status: to, rejectReason: reason ?? null })
  try {
    variants.put(await step(to, reason))
    const text = m.variants_moved({ number: variant.number, status: statusWord(to) })
    // What was new has been looked at: it goes back to that.
    const back = variant.status === 'SUBMITTED' ? 'REVIEWED' : variant.status
    if (to !== back && mayMoveByHand(to, back, false))
      toldWithUndo(text, async () => variants.put(await step(back, variant.rejectReason ?? undefined)))
    else told(text)
  } catch (error) {
    variants.put(variant)
    failed(error)
  }
}

/** Takes a variant off its request; offers to put it back. Never throws. */
export async function takeOff(variants: Variants, { id, number }: Variant): Promise<void> {
  try {
    await call(deleteVariant, { params: { id } })
    variants.select(id, false)
    await variants.list.load()
    toldWithUndo(m.variants_deleted({ number }), async () => {
      await call(restoreVariant, { params: { id }, idempotencyKey: idempotencyKey() })
      await variants.list.load()
    })
  } catch (error) {
    failed(error)
  }
}

/** Adds a car to the request. Returns why it was not taken, in words, where a person can do something about it. */
export async function addCar(variants: Variants, body: VariantCreate): Promise<string | undefined> {
  try {
    const params = { id: variants.requestId }
    const { number } = await call(createVariant, { params, body, idempotencyKey: idempotencyKey() })
    await variants.list.load()
    told(m.variants_added({ number }))
    return undefined
  } catch (error) {
    const code = error instanceof ApiError ? error.problem.errors[0]?.code : undefined
    if (code === 'duplicate') return m.variants_duplicate()
    if (code === 'closed') return m.variants_closed()
    failed(error)
    return ''
  }
}

/** Composes a proposal of the selected variants; returns its id, or undefined where that failed. Never throws. */
export async function compose(variants: Variants): Promise<string | undefined> {
  try {
    const { id } = await call(createProposal, {
      params: { id: variants.requestId },
      body: { variantIds: variants.picked.map((one) => one.id) },
      idempotencyKey: idempotencyKey(),
    })
    return id
  } catch (error) {
    failed(error)
    return undefined
  }
}
