import { acceptProposal } from '@cartie/db/services/proposal/accept'
import { answerProposal } from '@cartie/db/services/proposal/answer'
import { askAboutProposal } from '@cartie/db/services/proposal/ask'
import { createProposal } from '@cartie/db/services/proposal/create'
import { declineProposal } from '@cartie/db/services/proposal/decline'
import { deleteProposal } from '@cartie/db/services/proposal/delete'
import { findWorkspaceOfProposal } from '@cartie/db/services/proposal/find-by-token'
import { getProposal } from '@cartie/db/services/proposal/get'
import { listProposals } from '@cartie/db/services/proposal/list'
import { openProposal } from '@cartie/db/services/proposal/open'
import { previewProposal } from '@cartie/db/services/proposal/preview'
import { reactToProposal } from '@cartie/db/services/proposal/react'
import { readProposalPdf, type ProposalPdf } from '@cartie/db/services/proposal/read-pdf'
import { restoreProposal } from '@cartie/db/services/proposal/restore'
import { revokeProposal } from '@cartie/db/services/proposal/revoke'
import { sendProposal } from '@cartie/db/services/proposal/send'
import { updateProposal } from '@cartie/db/services/proposal/update'
import { viewProposal } from '@cartie/db/services/proposal/view'
import * as endpoints from '@cartie/shared/endpoints/proposals'
import type { Http, Parts } from '../call.ts'
import type { Serve, ServePublic } from '../serve.ts'
import { createVisits } from '../visits.ts'

/** What a colleague does with proposals. */
export function proposalRoutes(serve: Serve): void {
  serve(endpoints.listProposals, ({ ctx, query }) => listProposals(ctx, query))
  serve(endpoints.getProposal, ({ ctx, params }) => getProposal(ctx, params.id))
  serve(endpoints.previewProposal, ({ ctx, params }) => previewProposal(ctx, params.id))
  serve(endpoints.createProposal, ({ ctx, params, body }) => createProposal(ctx, params.id, body))
  serve(endpoints.updateProposal, ({ ctx, params, body }) => updateProposal(ctx, params.id, body))
  serve(endpoints.sendProposal, ({ ctx, params, body }) => sendProposal(ctx, params.id, body))
  serve(endpoints.revokeProposal, ({ ctx, params }) => revokeProposal(ctx, params.id))
  serve(endpoints.answerProposal, ({ ctx, params, body }) => answerProposal(ctx, params.id, body))
  serve(endpoints.deleteProposal, ({ ctx, params }) => deleteProposal(ctx, params.id))
  serve(endpoints.restoreProposal, ({ ctx, params }) => restoreProposal(ctx, params.id))
  serve(endpoints.pdfOfProposal, async ({ ctx, params, http }) =>
    showPdf(http, await readProposalPdf(ctx, params)),
  )
}

/** A person reads, likes and asks at leisure; who does so hundreds of times a minute is none. */
const looksPerMinute = 120
const wordsPerMinute = 30
const questionsPerMinute = 6

/** What the client does on the public page. Searches and caches keep nothing of it. */
export function proposalPageRoutes(
  servePublic: ServePublic,
  { db, authenticate }: Pick<Parts, 'db'> & { authenticate: (http: Http) => Promise<unknown> },
): void {
  const visits = createVisits()
  const workspaceOf = ({ params }: { params: { token: string } }) => findWorkspaceOfProposal(db, params.token)
  const looks = { perMinute: looksPerMinute, workspaceOf }
  const words = { perMinute: wordsPerMinute, workspaceOf }

  servePublic(endpoints.openProposal, {
    ...looks,
    handler: ({ ctx, params, http }) => {
      hide(http)
      return openProposal(ctx, params.token)
    },
  })
  servePublic(endpoints.viewProposal, {
    ...looks,
    handler: async ({ ctx, params, http }) => {
      const visitor = { ip: http.state.ip, userAgent: http.get('user-agent') }
      // A colleague who looks at the page is no client.
      const isColleague = http.get('cookie') !== '' && (await authenticate(http).then(yes, no))
      if (!isColleague && visits.isNew(params.token, visitor)) await viewProposal(ctx, params)
    },
  })
  servePublic(endpoints.reactToProposal, {
    ...words,
    handler: ({ ctx, params, body }) => reactToProposal(ctx, params, body),
  })
  servePublic(endpoints.askAboutProposal, {
    perMinute: questionsPerMinute,
    workspaceOf,
    handler: ({ ctx, params, body }) => askAboutProposal(ctx, params, body),
  })
  servePublic(endpoints.acceptProposal, {
    ...words,
    handler: ({ ctx, params, body }) => acceptProposal(ctx, params, body.itemId),
  })
  servePublic(endpoints.declineProposal, {
    ...words,
    handler: ({ ctx, params, body }) => declineProposal(ctx, params, body),
  })
  servePublic(endpoints.pdfOfOpenProposal, {
    ...looks,
    handler: async ({ ctx, params, http }) => {
      hide(http)
      showPdf(http, await readProposalPdf(ctx, params))
    },
  })
}

const yes = () => true
const no = () => false

const hide = (http: Http) => http.set('X-Robots-Tag', 'noindex, nofollow, noarchive')

function showPdf(http: Http, { code, bytes }: ProposalPdf): void {
  http.set('Content-Type', 'application/pdf')
  http.set('Content-Disposition', `inline; filename="${code}.pdf"`)
  http.body = bytes
}
