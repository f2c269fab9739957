import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { notFound } from '@cartie/shared/errors'
import { plainOfHtml, tidyHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { OfferPage } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { criteriaLines } from '../broadcast/criteria-lines.ts'
import { requestPostWords } from '../broadcast/post-words.ts'
import { botName } from '../bot/bot-name.ts'
import { isOpen, readPostedRequest, type PostedRequest } from '../broadcast/posted-request.ts'
import { offerLink } from '../request/offer-link.ts'
import { getCompany } from '../workspace/get-company.ts'

/** The request whose offer page has this address. Throws `not_found`, also for one in the bin. */
export async function requestIdOfToken(ctx: Context, { sql }: Tx, token: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select id from b2b_requests
    where workspace_id = ${ctx.workspaceId} and offer_token = ${token} and deleted_at is null`
  if (!row) throw notFound('request')
  return row.id
}

/**
 * What everybody who has an offer page's address may know: the wish in the reader's language, nothing of the client.
 * Throws `not_found`.
 */
export function getOfferPage(ctx: Context, token: string, language: Language): Promise<OfferPage> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const id = await requestIdOfToken(ctx, tx, token)
    const request = await readPostedRequest(ctx, tx, id)
    const [own] = await tx.sql<[{ bot_id: string | null }]>`
      select bot_id from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${id}`
    return {
      company: await getCompany({ ...ctx, tx }),
      code: request.code,
      title: hideContacts(request.title) || request.code,
      text: wishText(request, language),
      kind: request.kind,
      language: request.language,
      open: isOpen(request),
      telegramUrl: offerLink(await botName(ctx, tx, own.bot_id), id),
    }
  })
}

/** What a manager wrote for posts, or else what the wish asks for, a line each, and the client's own words. */
function wishText(request: PostedRequest, language: Language): string {
  const { postText, criteria, quantity, description, title } = request
  if (postText) return plainOfHtml(tidyHtml(postText))
  const said = description === null ? '' : hideContacts(description)
  const lines = [
    ...criteriaLines(criteria, language).map(
      ({ name, value, must }) => `${name}: ${value}${must ? ` (${requestPostWords[language].must})` : ''}`,
    ),
    quantity > 1 ? `${requestPostWords[language].quantity}: ${quantity}` : '',
    said === title.trim() ? '' : said,
  ]
  return lines.filter(Boolean).join('\n')
}
