import type { JobContract } from '../job.ts'
import { deliveryAdvance } from './delivery-advance.ts'
import { parseAdvance } from './parse-advance.ts'
import { sitePreview } from './site-preview.ts'

/** Every job of Cartie. Start-up refuses two of one name and a job without a handler. */
export const jobs: readonly JobContract[] = [deliveryAdvance, parseAdvance, sitePreview]
