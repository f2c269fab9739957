import { defineEndpoint } from '../endpoint.ts'
import { pageOf } from '../schemas/common.ts'
import * as s from '../schemas/audit.ts'

export const listAudit = defineEndpoint({
  id: 'audit.list',
  method: 'GET',
  path: '/audit',
  access: 'audit.read',
  status: 200,
  summary: 'Who did what in the last year, newest first',
  query: s.AuditQuery,
  reply: pageOf(s.AuditEntry),
})
export const exportAudit = defineEndpoint({
  id: 'audit.export',
  method: 'GET',
  path: '/audit/export.csv',
  access: 'audit.read',
  status: 200,
  summary: 'The same as CSV',
  query: s.AuditFilter,
  replyType: 'text/csv',
})
