import { listNotices } from '@cartie/db/services/notice/list'
import { readNotices } from '@cartie/db/services/notice/read'
import { getNoticeSettings, setNoticeSettings } from '@cartie/db/services/notice/settings'
import * as endpoints from '@cartie/shared/endpoints/notices'
import type { Serve } from '../serve.ts'

/** What a person is told of, and of what they want to be. */
export function noticeRoutes(serve: Serve): void {
  serve(endpoints.listNotices, ({ ctx, query }) => listNotices(ctx, query))
  serve(endpoints.readNotices, ({ ctx, body }) => readNotices(ctx, body))
  serve(endpoints.getNoticeSettings, ({ ctx }) => getNoticeSettings(ctx))
  serve(endpoints.setNoticeSettings, ({ ctx, body }) => setNoticeSettings(ctx, body))
}
