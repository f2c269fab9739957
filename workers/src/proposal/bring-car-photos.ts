import type { ContentCar } from '@cartie/db/services/proposal/content'
import type { FileRef } from '@cartie/shared/domain/telegram-request'
import type { LoadedFile } from '../delivery/telegram-parts.ts'
import { printPhoto } from './print-photo.ts'

const photosOfCar = 3
const maxPhotoBytes = 10 * 1024 * 1024
/** A PDF that people send on has to stay small. */
const maxTotalBytes = 12 * 1024 * 1024
const atOnce = 4

/**
 * The photos of a proposal's cars for its PDF, by car: the first of each before the second of any, within the limits of
 * one and of all, as they are printed. What can't be had or is none is left out.
 * @param load brings the bytes of a photo; throws where they can't be had
 */
export async function bringCarPhotos(
  cars: readonly ContentCar[],
  load: (ref: FileRef) => Promise<LoadedFile>,
  signal: AbortSignal,
): Promise<Map<string, Buffer[]>> {
  const wanted = Array.from({ length: photosOfCar }, (_, n) =>
    cars.flatMap((car) => (car.photos[n] === undefined ? [] : [{ carId: car.id, n, url: car.photos[n] }])),
  ).flat()
  const brought = new Map<string, Buffer[]>()
  const late = new Promise<undefined>((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  )
  let total = 0
  let next = 0
  const work = async () => {
    while (next < wanted.length && total < maxTotalBytes && !signal.aborted) {
      const { carId, n, url } = wanted[next++]!
      const loaded = load({ key: url, url }).then(
        (file) => Buffer.from(file.bytes),
        () => undefined,
      )
      const came = await Promise.race([loaded, late])
      const bytes = came && came.length <= maxPhotoBytes ? await printPhoto(came) : undefined
      if (!bytes || total + bytes.length > maxTotalBytes) continue
      total += bytes.length
      const photos = brought.get(carId) ?? []
      photos[n] = bytes
      brought.set(carId, photos)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  // A photo that is left out leaves no hole.
  return new Map([...brought].map(([carId, photos]) => [carId, photos.filter(Boolean)]))
}
