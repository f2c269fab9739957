import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams, pageOf } from '../schemas/common.ts'
import * as s from '../schemas/proposal.ts'

const tokenParams = z.object({ token: z.string().min(20).max(64) })

export const listProposals = defineEndpoint({
  id: 'proposals.list',
  method: 'GET',
  path: '/proposals',
  access: 'proposals.read',
  status: 200,
  summary: 'The proposals, newest first',
  query: s.ProposalQuery,
  reply: pageOf(s.Proposal),
})
export const getProposal = defineEndpoint({
  id: 'proposals.get',
  method: 'GET',
  path: '/proposals/:id',
  access: 'proposals.read',
  status: 200,
  summary: 'One proposal with its cars and what the client said',
  params: idParams,
  reply: s.ProposalDetail,
})
export const previewProposal = defineEndpoint({
  id: 'proposals.preview',
  method: 'GET',
  path: '/proposals/:id/preview',
  access: 'proposals.read',
  status: 200,
  summary: 'A proposal as its client would see it now',
  params: idParams,
  reply: s.PublicProposal,
})
export const createProposal = defineEndpoint({
  id: 'proposals.create',
  method: 'POST',
  path: '/requests/:id/proposals',
  access: 'proposals.write',
  status: 201,
  summary: 'Composes a proposal of variants',
  params: idParams,
  body: s.ProposalCreate,
  reply: s.ProposalDetail,
})
export const updateProposal = defineEndpoint({
  id: 'proposals.update',
  method: 'PATCH',
  path: '/proposals/:id',
  access: 'proposals.write',
  status: 200,
  summary: 'Changes a proposal; its client sees that once it is sent again',
  params: idParams,
  body: s.ProposalPatch,
  reply: s.ProposalDetail,
})
export const sendProposal = defineEndpoint({
  id: 'proposals.send',
  method: 'POST',
  path: '/proposals/:id/send',
  access: 'proposals.write',
  status: 200,
  summary: 'Opens the page as it is now, and writes to the client',
  params: idParams,
  body: s.ProposalSend,
  reply: s.ProposalDetail,
})
export const revokeProposal = defineEndpoint({
  id: 'proposals.revoke',
  method: 'POST',
  path: '/proposals/:id/revoke',
  access: 'proposals.write',
  status: 200,
  summary: 'Closes the page',
  params: idParams,
  reply: s.ProposalDetail,
})
export const answerProposal = defineEndpoint({
  id: 'proposals.answer',
  method: 'POST',
  path: '/proposals/:id/answers',
  access: 'proposals.write',
  status: 201,
  summary: 'Answers a question of the client, on the page and in the chat',
  params: idParams,
  body: s.AnswerInput,
  reply: s.ProposalDetail,
})
export const deleteProposal = defineEndpoint({
  id: 'proposals.delete',
  method: 'DELETE',
  path: '/proposals/:id',
  access: 'proposals.write',
  status: 204,
  summary: 'Puts a proposal into the bin; its page closes',
  params: idParams,
})
export const restoreProposal = defineEndpoint({
  id: 'proposals.restore',
  method: 'POST',
  path: '/proposals/:id/restore',
  access: 'proposals.write',
  status: 200,
  summary: 'Takes a proposal out of the bin',
  params: idParams,
  reply: s.ProposalDetail,
})
export const pdfOfProposal = defineEndpoint({
  id: 'proposals.pdf',
  method: 'GET',
  path: '/proposals/:id/proposal.pdf',
  access: 'proposals.read',
  status: 200,
  summary: 'A proposal as PDF, as it was sent last',
  params: idParams,
  replyType: 'application/pdf',
})
export const openProposal = defineEndpoint({
  id: 'proposals.open',
  method: 'GET',
  path: '/public/proposals/:token',
  access: 'public',
  status: 200,
  summary: 'A proposal as its client sees it',
  params: tokenParams,
  reply: s.PublicProposal,
})
export const viewProposal = defineEndpoint({
  id: 'proposals.view',
  method: 'POST',
  path: '/public/proposals/:token/views',
  access: 'public',
  status: 204,
  summary: 'A person looks at the page: counted, and nothing else is kept',
  params: tokenParams,
})
export const reactToProposal = defineEndpoint({
  id: 'proposals.react',
  method: 'POST',
  path: '/public/proposals/:token/reactions',
  access: 'public',
  status: 200,
  summary: 'The client likes or rejects a car, or takes that back',
  params: tokenParams,
  body: s.ReactionInput,
  reply: s.PublicProposal,
})
export const askAboutProposal = defineEndpoint({
  id: 'proposals.ask',
  method: 'POST',
  path: '/public/proposals/:token/questions',
  access: 'public',
  status: 200,
  summary: 'The client asks',
  params: tokenParams,
  body: s.QuestionInput,
  reply: s.PublicProposal,
})
export const acceptProposal = defineEndpoint({
  id: 'proposals.accept',
  method: 'POST',
  path: '/public/proposals/:token/accept',
  access: 'public',
  status: 200,
  summary: 'The client chooses a car',
  params: tokenParams,
  body: s.AcceptInput,
  reply: s.PublicProposal,
})
export const declineProposal = defineEndpoint({
  id: 'proposals.decline',
  method: 'POST',
  path: '/public/proposals/:token/decline',
  access: 'public',
  status: 200,
  summary: 'The client wants none of it',
  params: tokenParams,
  body: s.DeclineInput,
  reply: s.PublicProposal,
})
export const pdfOfOpenProposal = defineEndpoint({
  id: 'proposals.open_pdf',
  method: 'GET',
  path: '/public/proposals/:token/proposal.pdf',
  access: 'public',
  status: 200,
  summary: 'A proposal as PDF, for its client',
  params: tokenParams,
  replyType: 'application/pdf',
})
