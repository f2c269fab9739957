import { redirect } from '@sveltejs/kit'
import type { PageLoad } from './$types.js'

/** A short address of one car leads to the inventory with that car open. */
export const load: PageLoad = ({ params }) => redirect(307, `/inventory?id=${encodeURIComponent(params.id)}`)
