import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { plainOfHtml } from '@cartie/shared/scenario/html'
import type { Value } from '@cartie/shared/scenario/value'
import type { Context, Tx } from '../../context.ts'
import { postText } from '../broadcast/post-text.ts'
import { isOpen, readPostedRequest } from '../broadcast/posted-request.ts'
import { findRequestId } from './find-request-id.ts'

/** What somebody who comes by a request's link may know of it: nothing of the client. Null where there is none. */
export async function loadRequest(ctx: Context, tx: Tx, named: string): Promise<Value> {
  const id = await findRequestId(ctx, tx, named)
  if (id === undefined) return null
  const request = await readPostedRequest(ctx, tx, id)
  const open = isOpen(request)
  const title = hideContacts(request.title) || request.code
  return { code: request.code, title, text: plainOfHtml(postText(request, open)), open }
}
