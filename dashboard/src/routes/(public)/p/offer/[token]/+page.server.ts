import { fail } from '@sveltejs/kit'
import { randomUUID } from 'node:crypto'
import { createClient } from '@cartie/shared/client'
import { sendOffer } from '@cartie/shared/endpoints/variants'
import { bodyOf, draftOf, problemsOf, refusalOf } from '#lib/offer/offer-form.ts'
import { getLocale } from '#lib/paraglide/runtime.js'
import type { Actions, PageServerLoad } from './$types.js'

/** A key for the offer that this page may bring: a form that is sent twice is one offer. */
export const load: PageServerLoad = () => ({ key: randomUUID() })

/** The form of a page whose script did not come: the same offer, without photos. */
export const actions: Actions = {
  default: async ({ request, params, url, fetch }) => {
    const data = await request.formData()
    const draft = draftOf(data)
    const key = data.get('key')
    const errors = problemsOf(draft)
    if (Object.keys(errors).length) return fail(400, { draft, errors, text: '', closed: false })
    // The visitor's cookies are those of a reader of pages: the API takes nothing in their name.
    const send: typeof fetch = (input, init) => fetch(input, { ...init, credentials: 'omit' })
    try {
      const body = bodyOf(draft, { language: getLocale(), by: url.searchParams.get('by') })
      const { number } = await createClient({ url: '', fetch: send })(sendOffer, {
        params: { token: params.token },
        body,
        ...(typeof key === 'string' && key ? { idempotencyKey: key } : {}),
      })
      return { sent: { number } }
    } catch (error) {
      return fail(409, { draft, ...refusalOf(error) })
    }
  },
}
