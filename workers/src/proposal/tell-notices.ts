import { noticeTell } from '@cartie/shared/jobs/notice-tell'
import { tellNotices } from '@cartie/db/services/notice/tell'
import { handle } from '../handler.ts'

/** Tells people of a workspace what happened; what is left is rung for. */
export const tellOfNotices = handle(noticeTell, async (payload, tools) => {
  const more = await tellNotices(tools.context(payload.workspaceId))
  if (more && !tools.isGuest) await tools.db.wakeAll([{ job: noticeTell, payload, delayMs: 0 }])
})
