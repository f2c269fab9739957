import type { CarField, ExtractedCar, Provenance } from '@cartie/shared/domain/car'
import type { PostCar } from '@cartie/shared/domain/post-text'

/** Where a post stands. */
export type PostSource = Pick<ExtractedCar, 'source' | 'sourceUrl' | 'sourceChatId' | 'sourceMessageId'>

/** What a post tells beside its text. */
export interface PostFacts {
  images: readonly string[]
  /** ISO 8601. */
  postedAt: string | undefined
}

const rawLength = 120

/**
 * The cars of one post as extracted cars, with the text as the source of each field. Several cars of one post
 * can't share its message as their identity, so only a single car keeps it.
 */
export function carsOfPost(
  cars: readonly PostCar[],
  place: PostSource,
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

/** The cars of one post with its photos and its date. Photos of a post with several cars can't be told apart. */
export function withFacts(
  cars: readonly ExtractedCar[],
  { images, postedAt }: PostFacts,
  seenAt: string,
): ExtractedCar[] {
  const facts = {
    ...(images.length && cars.length === 1 ? { images: [...images] } : {}),
    ...(postedAt === undefined ? {} : { postedAt }),
  }
  const said: Provenance = { extractor: 'site', confidence: 0.95, raw: '', seenAt }
  const provenance = Object.fromEntries(Object.keys(facts).map((field) => [field, said]))
  return cars.map((car) => ({
    ...car,
    fields: { ...car.fields, ...facts },
    provenance: { ...car.provenance, ...provenance },
  }))
}
