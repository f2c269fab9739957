import { listSites } from '@cartie/db/services/known-site/list'
import { deleteProfile } from '@cartie/db/services/site/delete-profile'
import { getPreview } from '@cartie/db/services/site/get-preview'
import { listProfiles } from '@cartie/db/services/site/list-profiles'
import { saveProfile } from '@cartie/db/services/site/save-profile'
import { startPreview } from '@cartie/db/services/site/start-preview'
import * as endpoints from '@cartie/shared/endpoints/sites'
import type { Serve } from '../serve.ts'

/** The marketplaces, the readers made by hand, and looks at single pages. */
export function siteRoutes(serve: Serve): void {
  serve(endpoints.listSites, ({ ctx }) => listSites(ctx))
  serve(endpoints.listProfiles, ({ ctx }) => listProfiles(ctx))
  serve(endpoints.saveProfile, ({ ctx, body }) => saveProfile(ctx, body))
  serve(endpoints.deleteProfile, ({ ctx, params }) => deleteProfile(ctx, params.id))
  serve(endpoints.startPreview, ({ ctx, body, language }) => startPreview(ctx, body, language), {
    location: (preview) => `/sites/previews/${preview.id}`,
  })
  serve(endpoints.getPreview, ({ ctx, params, language }) => getPreview(ctx, params.id, language))
}
