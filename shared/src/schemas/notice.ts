import { z } from 'zod'
import { noticeKinds } from '../domain/notice.ts'
import { Id, pageOf, pageQuery, Timestamp } from './common.ts'

/** Something that a person of the workspace is told of. */
export const Notice = z
  .object({
    id: Id,
    kind: z.enum(noticeKinds),
    title: z.string().nullable().meta({ description: 'what it is about: a code, a name' }),
    count: z.number().int().meta({ description: 'how many of one kind came at once' }),
    path: z.string().meta({ description: 'the page that shows it, below the address of the dashboard' }),
    at: Timestamp,
    readAt: Timestamp.nullable(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof Notice>

export const NoticeQuery = pageQuery
export type NoticeQuery = z.infer<typeof NoticeQuery>
export const NoticeList = pageOf(Notice).extend({ unread: z.number().int() }).meta({ id: 'NoticeList' })
export type NoticeList = z.infer<typeof NoticeList>

export const NoticesRead = z.strictObject({
  ids: z.array(Id).max(100).optional().meta({ description: 'absent: all' }),
})
export type NoticesRead = z.infer<typeof NoticesRead>

const choice = { kind: z.enum(noticeKinds), bell: z.boolean(), telegram: z.boolean() }
/** For each kind of which one may be told at all. */
export const NoticeSettings = z.object({ data: z.array(z.object(choice)) }).meta({ id: 'NoticeSettings' })
export type NoticeSettings = z.infer<typeof NoticeSettings>
export const NoticeSettingsInput = z.strictObject({
  data: z.array(z.strictObject(choice)).max(noticeKinds.length),
})
export type NoticeSettingsInput = z.infer<typeof NoticeSettingsInput>
