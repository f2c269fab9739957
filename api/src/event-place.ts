import type { EventPlace } from '@cartie/db/services/event/read'
import { AppError } from '@cartie/shared/errors'

/** A place as the stream's readers know it. */
export const placeName = ({ txid, id }: EventPlace): string => `${txid}:${id}`

/** The place of such a name; undefined of an empty one. Throws `invalid`. */
export function placeOf(id: string): EventPlace | undefined {
  if (!id) return undefined
  const parts = /^(\d{1,19}):(\d{1,18})$/.exec(id)
  if (!parts)
    throw new AppError('invalid', 'Last-Event-ID, or after, is no place of this stream. Connect without it.')
  return { txid: BigInt(parts[1]!), id: BigInt(parts[2]!) }
}
