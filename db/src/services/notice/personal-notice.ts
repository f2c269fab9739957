import type { NoticeSubject } from './subjects.ts'

/** What one person is told; `count` is more than one where many came at once. */
export interface PersonalNotice extends Pick<NoticeSubject, 'kind' | 'title' | 'path'> {
  count: number
}
