import type { JobContract } from '../job.ts'
import { botSync } from './bot-sync.ts'
import { callRun } from './call-run.ts'
import { carPost } from './car-post.ts'
import { chatAdvance } from './chat-advance.ts'
import { chatPhotos } from './chat-photos.ts'
import { deliveryAdvance, integrationAdvance } from './delivery-advance.ts'
import { leadCapture } from './lead-capture.ts'
import { matchRun } from './match-run.ts'
import { noticeTell } from './notice-tell.ts'
import { parseAdvance } from './parse-advance.ts'
import { postImport } from './post-import.ts'
import { proposalAdvance } from './proposal-advance.ts'
import { ratesRefresh } from './rates-refresh.ts'
import { requestPost } from './request-post.ts'
import { sitePreview } from './site-preview.ts'
import { variantImport } from './variant-import.ts'
import { workspacePurge } from './workspace-purge.ts'

/** Every job of Cartie. Start-up refuses two of one name and a job without a handler. */
export const jobs: readonly JobContract[] = [
  botSync,
  callRun,
  carPost,
  chatAdvance,
  chatPhotos,
  deliveryAdvance,
  integrationAdvance,
  leadCapture,
  matchRun,
  noticeTell,
  parseAdvance,
  postImport,
  proposalAdvance,
  ratesRefresh,
  requestPost,
  sitePreview,
  variantImport,
  workspacePurge,
]
