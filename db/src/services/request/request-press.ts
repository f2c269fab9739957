import { requestStatuses, type RequestStatus } from '@cartie/shared/domain/request-status'

/** Callback data of a button that moves a request: 64 bytes at most. */
export const requestPressData = (requestId: string, to: RequestStatus): string => `r:${to}:${requestId}`

/** What such a button asks; undefined for any other data. */
export function readRequestPress(data: string): { requestId: string; to: RequestStatus } | undefined {
  const [, status, requestId] = /^r:([A-Z_]+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(data) ?? []
  const to = requestStatuses.find((one) => one === status)
  return to && requestId !== undefined ? { requestId, to } : undefined
}
