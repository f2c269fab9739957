import { requestPost } from '@cartie/shared/jobs/request-post'
import { advancePosts } from '@cartie/db/services/broadcast/advance'
import { AppError } from '@cartie/shared/errors'
import { handle } from '../handler.ts'

/** Takes a request's posts on. */
export const postRequest = handle(requestPost, async ({ workspaceId, requestId }, { context, log }) => {
  try {
    await advancePosts(context(workspaceId), requestId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    log.info({ requestId }, 'request is gone')
  }
})
