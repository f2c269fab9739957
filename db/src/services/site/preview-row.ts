import type { ReasonCode } from '@cartie/shared/domain/parse-outcome'
import { reasons } from '@cartie/shared/domain/parse-outcome'
import type { Language } from '@cartie/shared/schemas/common'
import type { SitePreview } from '@cartie/shared/schemas/site'
import type { PreviewResult } from './finish-preview.ts'

export interface PreviewRow {
  id: string
  status: SitePreview['status']
  result: Omit<PreviewResult, 'status'> | null
}

const nothing: Omit<PreviewResult, 'status'> = {
  reason: null,
  kind: null,
  found: 0,
  listings: [],
  losers: {},
  matches: {},
  html: null,
}

const isReason = (code: string): code is ReasonCode => Object.hasOwn(reasons, code)

/** A stored preview in the API's shape, its reason in words of that language. */
export function toSitePreview(row: PreviewRow, language: Language): SitePreview {
  const { reason: code, ...result } = row.result ?? nothing
  const reason = code === null ? null : isReason(code) ? reasons[code][language] : code
  return { id: row.id, status: row.status, reason, reasonCode: code, ...result }
}
