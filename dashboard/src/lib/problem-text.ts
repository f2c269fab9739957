import { ApiError } from '@cartie/shared/client'
import { m } from '#lib/paraglide/messages.js'

/** What a person is told of a failed call: what happened, whether it can help to try again, and a code to copy. */
export interface ProblemText {
  kind: 'offline' | 'forbidden' | 'not_found' | 'busy' | 'refused' | 'broken'
  title: string
  text: string
  code: string
}

const words: Record<ProblemText['kind'], () => [title: string, text: string]> = {
  offline: () => [m.error_offline_title(), m.error_offline_text()],
  forbidden: () => [m.error_forbidden_title(), m.error_forbidden_text()],
  not_found: () => [m.error_not_found_title(), m.error_not_found_text()],
  busy: () => [m.error_busy_title(), m.error_busy_text()],
  refused: () => [m.error_refused_title(), ''],
  broken: () => [m.error_broken_title(), m.error_broken_text()],
}

const kindOf = (error: unknown): ProblemText['kind'] => {
  if (!(error instanceof ApiError)) return error instanceof TypeError ? 'offline' : 'broken'
  const { status } = error.problem
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 429) return 'busy'
  if (status === 503 || status === 502) return 'offline'
  return status >= 500 ? 'broken' : 'refused'
}

/** Words for whatever a call threw. */
export function problemText(error: unknown): ProblemText {
  const kind = kindOf(error)
  const [title, text] = words[kind]()
  const problem = error instanceof ApiError ? error.problem : undefined
  const told = problem?.errors.map((e) => e.message).join(' ') || problem?.detail
  const code = [problem?.code ?? String(error), problem?.requestId].filter(Boolean).join(' · ')
  return { kind, title, text: text || told || m.error_broken_text(), code }
}
