import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/** By what a car is known again within a request. */
export interface KnownBy {
  canonicalUrl?: string | null | undefined
  vin?: string | null | undefined
  listingId?: string | null | undefined
  photoKeys?: readonly string[] | undefined
}

const pointers = { url: '/url', vin: '/vin', listing: '/listingId', photo: '/photos' } as const

/**
 * Throws `conflict` with the error code `duplicate` where a request has a car already: by its advert, its VIN, its
 * listing, or by photos of which at least half are the same, unless their VINs differ. The caller holds the request.
 */
export async function refuseDuplicate(
  ctx: Context,
  tx: Tx,
  requestId: string,
  { canonicalUrl = null, vin = null, listingId = null, photoKeys = [] }: KnownBy,
  exceptId?: string,
): Promise<void> {
  if (canonicalUrl === null && vin === null && listingId === null && !photoKeys.length) return
  const keys = [...new Set(photoKeys)]
  const [other] = await tx.sql<{ number: number; by: keyof typeof pointers }[]>`
    select number, by from (
      select number, case
        when canonical_url = ${canonicalUrl} then 'url' when vin = ${vin} then 'vin'
        when listing_id = ${listingId} then 'listing'
        when photo_keys && ${keys}::text[] and (vin is null or ${vin}::text is null)
          and 2 * (select count(distinct k) from unnest(photo_keys) k where k = any (${keys}::text[]))
            >= least(${keys.length}, (select count(distinct k) from unnest(photo_keys) k)) then 'photo'
        end as by
      from request_variants
      where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and deleted_at is null
        and id is distinct from ${exceptId ?? null}::uuid) as known
    where by is not null order by number limit 1`
  if (!other) return
  const message = `This car is offered already: it is variant ${other.number}.`
  throw new AppError('conflict', message, {
    errors: [{ pointer: pointers[other.by], code: 'duplicate', message }],
  })
}
