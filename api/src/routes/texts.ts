import { changeText } from '@cartie/db/services/text/change'
import { listTexts } from '@cartie/db/services/text/list'
import * as endpoints from '@cartie/shared/endpoints/texts'
import type { Serve } from '../serve.ts'

/** What posts and messages say. */
export function textRoutes(serve: Serve): void {
  serve(endpoints.listTexts, ({ ctx }) => listTexts(ctx))
  serve(endpoints.changeText, ({ ctx, params, body }) => changeText(ctx, params.key, body))
}
