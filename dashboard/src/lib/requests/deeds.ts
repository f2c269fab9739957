import {
  assignRequest,
  changeRequestStatus,
  deleteRequest,
  restoreRequest,
} from '@cartie/shared/endpoints/requests'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { failed, toldWithUndo } from '#lib/ui/toast.ts'
import type { Requests } from './requests.svelte.ts'
import { wayBack } from './way-back.ts'
import { statusWord } from './words.ts'

/**
 * Moves a request to another stage, on screen at once; offers ten seconds to take it back. `note` says why. Never
 * throws.
 */
export async function moveRequest(
  requests: Requests,
  request: B2bRequest,
  to: RequestStatus,
  note?: string,
): Promise<void> {
  const step = (status: RequestStatus, why?: string) =>
    call(changeRequestStatus, {
      params: { id: request.id },
      body: { status, ...(why ? { note: why } : {}) },
      idempotencyKey: idempotencyKey(),
    })
  requests.pause()
  requests.put({ ...request, status: to })
  try {
    requests.put(await step(to, note))
    toldWithUndo(m.requests_moved({ code: request.code, status: statusWord(to) }), async () => {
      for (const status of wayBack(to, request.status)) requests.put(await step(status))
      requests.refresh()
    })
    requests.refresh()
  } catch (error) {
    requests.put(request)
    failed(error)
  }
}

/** Gives a request to somebody or to nobody; offers to take it back. Never throws. */
export async function giveRequest(
  requests: Requests,
  request: B2bRequest,
  ownerId: string | null,
): Promise<void> {
  const give = async (to: string | null) =>
    requests.put(
      await call(assignRequest, {
        params: { id: request.id },
        body: { ownerId: to },
        idempotencyKey: idempotencyKey(),
      }),
    )
  try {
    await give(ownerId)
    const text = ownerId ? m.requests_given({ name: requests.nameOf(ownerId) }) : m.requests_given_nobody()
    toldWithUndo(text, () => give(request.ownerId))
  } catch (error) {
    failed(error)
  }
}

/** Puts a request into the bin, or takes it out; offers to take it back. Tells whether it was done. Never throws. */
export async function binRequest(requests: Requests, id: string, into: boolean): Promise<boolean> {
  const put = (gone: boolean) =>
    gone
      ? call(deleteRequest, { params: { id } })
      : call(restoreRequest, { params: { id }, idempotencyKey: idempotencyKey() })
  try {
    await put(into)
    requests.refresh()
    toldWithUndo(into ? m.requests_deleted() : m.requests_restored(), async () => {
      await put(!into)
      requests.refresh()
    })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
