import type { CarField, ExtractedCar, Provenance } from '@cartie/shared/domain/car'
import type { PostCar } from '@cartie/shared/domain/post-text'

/** Where a post stands; all that its text does not say. */
export type PostPlace = Pick<ExtractedCar, 'source' | 'sourceUrl' | 'sourceChatId' | 'sourceMessageId'>

const rawLength = 120

/**
 * The cars of one post as extracted cars, with the text as the source of each field. Several cars of one post
 * can't share its message as their identity, so only a single car keeps it.
 */
export function carsOfPost(
  cars: readonly PostCar[],
  place: PostPlace,
  seenAt = new Date().toISOString(),
): ExtractedCar[] {
  const { source, sourceUrl } = place
  return cars.map((car, n) => {
    const provenance: Partial<Record<CarField, Provenance>> = {}
    for (const field of Object.keys(car.fields) as CarField[]) {
      provenance[field] = {
        extractor: 'text',
        confidence: car.confidence[field] ?? 0.5,
        raw: (car.raw[field] ?? '').slice(0, rawLength),
        seenAt,
      }
    }
    const where =
      cars.length === 1 ? place : { source, ...(sourceUrl ? { sourceUrl: `${sourceUrl}?car=${n + 1}` } : {}) }
    return { fields: car.fields, provenance, losers: {}, ...where }
  })
}
