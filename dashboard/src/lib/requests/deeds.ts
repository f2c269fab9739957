import {
  assignRequest,
  changeRequestStatus,
  deleteRequest,
  restoreRequest,
} from '@cartie/shared/endpoints/requests'
import { isReopening, type RequestStatus } from '@cartie/shared/domain/request-status'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { bin } from '#lib/ui/bin.ts'
import { failed, told, toldWithUndo } from '#lib/ui/toast.ts'
import type { Requests } from './requests.svelte.ts'
import { wayBack } from './way-back.ts'
import { statusWord } from './words.ts'

/**
 * Moves a request to another stage, on screen at once. Offers ten seconds to take it back, but for one that is opened
 * again: to take that back would end it unasked. An end is never made here: it is asked for first, with who is told,
 * and undefined says so. Never throws.
 */
export function moveRequest(
  requests: Requests,
  request: B2bRequest,
  to: RequestStatus,
): Promise<void> | undefined {
  if (to === 'WON' || to === 'LOST') {
    requests.ending = { request, to }
    return undefined
  }
  return step(requests, request, to)
}

async function step(requests: Requests, request: B2bRequest, to: RequestStatus): Promise<void> {
  const move = (status: RequestStatus) =>
    call(changeRequestStatus, {
      params: { id: request.id },
      body: { status },
      idempotencyKey: idempotencyKey(),
    })
  const resume = requests.pause()
  requests.put({ ...request, status: to })
  try {
    requests.put(await move(to))
    const text = m.requests_moved({ code: request.code, status: statusWord(to) })
    if (isReopening(request.status, to)) told(text)
    else
      toldWithUndo(text, async () => {
        const again = requests.pause()
        try {
          for (const status of wayBack(to, request.status)) requests.put(await move(status))
        } finally {
          again()
        }
      })
  } catch (error) {
    requests.put(request)
    failed(error)
  } finally {
    resume()
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
export const binRequest = (requests: Requests, id: string, into: boolean): Promise<boolean> =>
  bin(into, {
    put: (gone) =>
      gone
        ? call(deleteRequest, { params: { id } })
        : call(restoreRequest, { params: { id }, idempotencyKey: idempotencyKey() }),
    words: { deleted: m.requests_deleted(), restored: m.requests_restored() },
    onchanged: () => requests.refresh(),
  })
