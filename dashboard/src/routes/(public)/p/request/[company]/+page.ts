import { error } from '@sveltejs/kit'
import { ApiError, createClient } from '@cartie/shared/client'
import { getCompanyPage } from '@cartie/shared/endpoints/leads'
import type { PageLoad } from './$types.js'

/** The company whose page this is; an address that belongs to none is not found. */
export const load: PageLoad = async ({ params: { company: slug }, fetch }) => {
  try {
    return { slug, company: await createClient({ url: '', fetch })(getCompanyPage, { params: { slug } }) }
  } catch (thrown) {
    const status = thrown instanceof ApiError ? thrown.problem.status : 503
    error(status === 400 ? 404 : status, 'The company could not be shown.')
  }
}
