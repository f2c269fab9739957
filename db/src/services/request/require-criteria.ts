import { AppError } from '@cartie/shared/errors'
import type { RequestCriteria } from '@cartie/shared/domain/request-criteria'

/** Refuses years that come in the wrong order: no car could ever meet them. */
export function requireCriteria({ yearFrom, yearTo }: RequestCriteria): void {
  if (yearFrom === null || yearTo === null || yearFrom <= yearTo) return
  throw new AppError('invalid', 'No car is of these years.', {
    errors: [{ pointer: '/criteria/yearTo', code: 'order', message: 'The earlier year comes first' }],
  })
}
