import { error } from '@sveltejs/kit'
import { ApiError, createClient } from '@cartie/shared/client'
import { getOfferPage } from '@cartie/shared/endpoints/variants'
import { getLocale } from '#lib/paraglide/runtime.js'
import type { PageLoad } from './$types.js'

/** The wish of the request that has this address; an address that belongs to none is not found. */
export const load: PageLoad = async ({ params: { token }, data, fetch }) => {
  try {
    const call = createClient({ url: '', fetch, headers: () => ({ 'accept-language': getLocale() }) })
    return { ...data, token, offer: await call(getOfferPage, { params: { token } }) }
  } catch (thrown) {
    const status = thrown instanceof ApiError ? thrown.problem.status : 503
    error(status === 400 ? 404 : status, 'The request could not be shown.')
  }
}
