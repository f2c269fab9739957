import { defineEndpoint } from '../endpoint.ts'
import * as s from '../schemas/notice.ts'

export const listNotices = defineEndpoint({
  id: 'notices.list',
  method: 'GET',
  path: '/notices',
  access: 'workspace.read',
  status: 200,
  summary: 'What the one who asks was told of, newest first, and how much of it is unread',
  query: s.NoticeQuery,
  reply: s.NoticeList,
})
export const readNotices = defineEndpoint({
  id: 'notices.read',
  method: 'POST',
  path: '/notices/read',
  access: 'workspace.read',
  status: 204,
  summary: 'Marks notices of the one who asks as read',
  body: s.NoticesRead,
})
export const getNoticeSettings = defineEndpoint({
  id: 'notices.settings',
  method: 'GET',
  path: '/me/notices',
  access: 'workspace.read',
  status: 200,
  summary: 'Of what the one who asks is told, and where',
  reply: s.NoticeSettings,
})
export const setNoticeSettings = defineEndpoint({
  id: 'notices.set',
  method: 'PUT',
  path: '/me/notices',
  access: 'workspace.read',
  status: 200,
  summary: 'Chooses of what the one who asks is told, and where',
  body: s.NoticeSettingsInput,
  reply: s.NoticeSettings,
})
