import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { Id, idParams, pageOf } from '../schemas/common.ts'
import * as s from '../schemas/lead.ts'
import * as intake from '../schemas/lead-intake.ts'
import { LeadActivity, StoryEntry, StoryQuery } from '../schemas/lead-story.ts'

export const listLeads = defineEndpoint({
  id: 'leads.list',
  method: 'GET',
  path: '/leads',
  access: 'leads.read',
  status: 200,
  summary: 'The leads, filtered and sorted',
  query: s.LeadQuery,
  reply: pageOf(s.Lead),
})
export const boardLeads = defineEndpoint({
  id: 'leads.board',
  method: 'GET',
  path: '/leads/board',
  access: 'leads.read',
  status: 200,
  summary: 'Each stage with its count and its newest leads',
  query: s.LeadBoardQuery,
  reply: s.LeadBoard,
})
export const facetLeads = defineEndpoint({
  id: 'leads.facets',
  method: 'GET',
  path: '/leads/facets',
  access: 'leads.read',
  status: 200,
  summary: 'How many leads of each stage, source, kind, bot, owner and tag a filter holds',
  query: s.LeadFilter,
  reply: s.LeadFacets,
})
export const exportLeads = defineEndpoint({
  id: 'leads.export',
  method: 'GET',
  path: '/leads/export.csv',
  access: 'leads.read',
  status: 200,
  summary: 'The filtered leads as CSV, in the columns that the import reads',
  query: s.LeadFilter,
  replyType: 'text/csv',
})
export const importLeads = defineEndpoint({
  id: 'leads.import',
  method: 'POST',
  path: '/leads/import',
  access: 'leads.write',
  status: 202,
  summary: 'Accepts up to 1,000 leads of a table or a script; they are captured at once in the background',
  body: intake.LeadImportInput,
  bodyLimit: 8 * 1024 * 1024,
  reply: intake.LeadImport,
})
export const getLeadImport = defineEndpoint({
  id: 'leads.getImport',
  method: 'GET',
  path: '/leads/imports/:id',
  access: 'leads.read',
  status: 200,
  summary: 'How far a batch has come',
  params: idParams,
  reply: intake.LeadImport,
})
export const listIntakes = defineEndpoint({
  id: 'leads.intakes',
  method: 'GET',
  path: '/leads/intakes',
  access: 'leads.read',
  status: 200,
  summary: 'What came in and was set aside, with the reason',
  query: intake.IntakeQuery,
  reply: pageOf(intake.LeadIntake),
})
export const retryIntake = defineEndpoint({
  id: 'leads.retryIntake',
  method: 'POST',
  path: '/leads/intakes/:id/retry',
  access: 'leads.write',
  status: 204,
  summary: 'Tries once more to capture what was set aside',
  params: idParams,
})
export const getLead = defineEndpoint({
  id: 'leads.get',
  method: 'GET',
  path: '/leads/:id',
  access: 'leads.read',
  status: 200,
  summary: 'One lead with its reminders and the merges that can be undone',
  params: idParams,
  reply: s.LeadDetail,
})
export const storyOfLead = defineEndpoint({
  id: 'leads.story',
  method: 'GET',
  path: '/leads/:id/story',
  access: 'leads.read',
  status: 200,
  summary: 'Everything that led to a lead and happened to it, in one order',
  params: idParams,
  query: StoryQuery,
  reply: pageOf(StoryEntry),
})
export const createLead = defineEndpoint({
  id: 'leads.create',
  method: 'POST',
  path: '/leads',
  access: 'leads.write',
  status: 201,
  summary: 'Adds a lead; a person who is known already learns what is new',
  body: s.LeadCreate,
  reply: s.CapturedLead,
})
export const updateLead = defineEndpoint({
  id: 'leads.update',
  method: 'PATCH',
  path: '/leads/:id',
  access: 'leads.write',
  status: 200,
  summary: 'Changes fields of a lead',
  params: idParams,
  body: s.LeadPatch,
  reply: s.Lead,
})
export const changeLeadStatus = defineEndpoint({
  id: 'leads.status',
  method: 'POST',
  path: '/leads/:id/status',
  access: 'leads.write',
  status: 200,
  summary: 'Moves a lead to another stage',
  params: idParams,
  body: s.LeadStatusInput,
  reply: s.Lead,
})
export const assignLead = defineEndpoint({
  id: 'leads.assign',
  method: 'POST',
  path: '/leads/:id/assign',
  access: 'leads.write',
  status: 200,
  summary: 'Gives a lead to somebody, or to nobody',
  params: idParams,
  body: s.LeadAssignInput,
  reply: s.Lead,
})
export const tagLead = defineEndpoint({
  id: 'leads.tags',
  method: 'POST',
  path: '/leads/:id/tags',
  access: 'leads.write',
  status: 200,
  summary: 'Adds and takes off tags',
  params: idParams,
  body: s.LeadTagsInput,
  reply: s.Lead,
})
export const noteLead = defineEndpoint({
  id: 'leads.note',
  method: 'POST',
  path: '/leads/:id/notes',
  access: 'leads.write',
  status: 201,
  summary: 'Writes a note into the story',
  params: idParams,
  body: s.LeadNoteInput,
  reply: LeadActivity,
})
export const remindLead = defineEndpoint({
  id: 'leads.remind',
  method: 'POST',
  path: '/leads/:id/reminders',
  access: 'leads.write',
  status: 201,
  summary: 'Sets a reminder',
  params: idParams,
  body: s.LeadReminderInput,
  reply: s.LeadReminder,
})
export const updateLeadReminder = defineEndpoint({
  id: 'leads.updateReminder',
  method: 'PATCH',
  path: '/leads/:id/reminders/:reminderId',
  access: 'leads.write',
  status: 200,
  summary: 'Changes a reminder, or marks it as done',
  params: z.object({ id: Id, reminderId: Id }),
  body: s.LeadReminderPatch,
  reply: s.LeadReminder,
})
export const mergeLeads = defineEndpoint({
  id: 'leads.merge',
  method: 'POST',
  path: '/leads/:id/merge',
  access: 'leads.write',
  status: 200,
  summary: 'Joins another lead of the same person to this one',
  params: idParams,
  body: s.LeadMergeInput,
  reply: s.Lead,
})
export const unmergeLead = defineEndpoint({
  id: 'leads.unmerge',
  method: 'POST',
  path: '/leads/:id/unmerge',
  access: 'leads.write',
  status: 200,
  summary: 'Undoes a merge, as if it had never been',
  params: idParams,
  body: s.LeadUnmergeInput,
  reply: s.LeadUnmerged,
})
export const deleteLead = defineEndpoint({
  id: 'leads.delete',
  method: 'DELETE',
  path: '/leads/:id',
  access: 'leads.delete',
  status: 204,
  summary: 'Puts a lead into the bin',
  params: idParams,
})
export const restoreLead = defineEndpoint({
  id: 'leads.restore',
  method: 'POST',
  path: '/leads/:id/restore',
  access: 'leads.delete',
  status: 200,
  summary: 'Takes a lead out of the bin',
  params: idParams,
  reply: s.Lead,
})
export const getCompanyPage = defineEndpoint({
  id: 'leads.company',
  method: 'GET',
  path: '/public/companies/:slug',
  access: 'public',
  status: 200,
  summary: 'What the request page shows of its company',
  params: z.object({ slug: z.string().min(1).max(100) }),
  reply: intake.CompanyPage,
})
export const sendLeadForm = defineEndpoint({
  id: 'leads.form',
  method: 'POST',
  path: '/public/leads',
  access: 'public',
  status: 202,
  summary: 'What a visitor sends from the request page of a company',
  body: intake.LeadForm,
  bodyLimit: 32 * 1024,
  reply: intake.LeadFormReply,
})
