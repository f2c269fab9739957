import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import { PreviewInput, Site, SitePreview, SiteProfile, SiteProfileInput } from '../schemas/site.ts'

export const listSites = defineEndpoint({
  id: 'sites.list',
  method: 'GET',
  path: '/sites',
  access: 'sites.read',
  status: 200,
  summary: 'The marketplaces that Cartie knows by name',
  reply: z.object({ data: z.array(Site) }),
})
export const listProfiles = defineEndpoint({
  id: 'profiles.list',
  method: 'GET',
  path: '/sites/profiles',
  access: 'sites.read',
  status: 200,
  summary: 'Readers made by hand',
  reply: z.object({ data: z.array(SiteProfile) }),
})
export const saveProfile = defineEndpoint({
  id: 'profiles.save',
  method: 'PUT',
  path: '/sites/profiles',
  access: 'sites.write',
  status: 200,
  summary: "Creates or replaces a host's reader",
  body: SiteProfileInput,
  reply: SiteProfile,
})
export const deleteProfile = defineEndpoint({
  id: 'profiles.delete',
  method: 'DELETE',
  path: '/sites/profiles/:id',
  access: 'sites.write',
  status: 204,
  summary: 'Removes a reader',
  params: idParams,
})
export const startPreview = defineEndpoint({
  id: 'previews.start',
  method: 'POST',
  path: '/sites/previews',
  access: 'sites.write',
  status: 202,
  summary: 'Reads one page with given selectors, without saving anything',
  body: PreviewInput,
  reply: SitePreview,
})
export const getPreview = defineEndpoint({
  id: 'previews.get',
  method: 'GET',
  path: '/sites/previews/:id',
  access: 'sites.read',
  status: 200,
  summary: 'The state and result of a preview',
  params: idParams,
  reply: SitePreview,
})
