import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { randomUUID } from 'node:crypto'
import { ApiError, createClient } from '@cartie/shared/client'
import {
  acceptProposal,
  askAboutProposal,
  declineProposal,
  openProposal,
  reactToProposal,
} from '@cartie/shared/endpoints/proposals'
import { Language } from '@cartie/shared/schemas/common'
import { reactions } from '@cartie/shared/schemas/proposal'
import type { Actions, PageServerLoad } from './$types.js'

type Visit = RequestEvent<{ token: string }>
type Client = ReturnType<typeof createClient>

const clientOf = ({ fetch }: Pick<Visit, 'fetch'>) => createClient({ url: '', fetch })
const chosenLanguage = (url: URL) => Language.safeParse(url.searchParams.get('language')).data

/** The proposal as its client sees it, in its own language unless the visitor chose another. */
export const load: PageServerLoad = async ({ params, url, fetch, locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' })
  try {
    const proposal = await clientOf({ fetch })(openProposal, { params })
    const chosen = chosenLanguage(url)
    locals.language = chosen ?? proposal.language
    return { token: params.token, proposal, chosen, key: randomUUID(), origin: url.origin }
  } catch (thrown) {
    const status = thrown instanceof ApiError ? thrown.problem.status : 503
    error(status === 400 ? 404 : status, 'The proposal could not be shown.')
  }
}

/** Does something in the client's name, and leads back to a place of the page. */
async function deed(
  event: Visit,
  act: (call: Client, form: FormData) => Promise<unknown>,
  placeOf: (form: FormData) => string,
) {
  const form = await event.request.formData()
  try {
    await act(clientOf(event), form)
  } catch (thrown) {
    const { status = 503, code = '' } = thrown instanceof ApiError ? thrown.problem : {}
    const refusal = code === 'rate_limited' ? 'limited' : status < 500 ? 'changed' : 'failed'
    return fail(status, { refusal } as const)
  }
  const language = chosenLanguage(event.url)
  redirect(303, `${event.url.pathname}${language ? `?language=${language}` : ''}#${placeOf(form)}`)
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
const carOf = (form: FormData) => (text(form, 'itemId') ? `car-${text(form, 'itemId')}` : 'top')

export const actions: Actions = {
  react: (event) =>
    deed(
      event,
      (call, form) => {
        const reaction = reactions.find((one) => one === form.get('reaction')) ?? null
        return call(reactToProposal, {
          params: event.params,
          body: { itemId: text(form, 'itemId'), reaction },
        })
      },
      carOf,
    ),
  ask: (event) =>
    deed(
      event,
      (call, form) =>
        call(askAboutProposal, {
          params: event.params,
          body: { itemId: text(form, 'itemId') || null, text: text(form, 'text') },
          idempotencyKey: text(form, 'key'),
        }),
      carOf,
    ),
  accept: (event) =>
    deed(
      event,
      (call, form) => call(acceptProposal, { params: event.params, body: { itemId: text(form, 'itemId') } }),
      () => 'top',
    ),
  decline: (event) =>
    deed(
      event,
      (call, form) => {
        const reason = text(form, 'reason')
        return call(declineProposal, { params: event.params, body: reason ? { reason } : {} })
      },
      () => 'top',
    ),
}
