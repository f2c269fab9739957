import { z } from 'zod'
import { outcomeOf, outputOf, type Outcome, type SecurityCheck } from './check.ts'

const Report = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']), range: z.string() }),
  ),
})
const Refusal = z.object({
  message: z.string().default(''),
  statusCode: z.number().optional(),
  error: z.object({ code: z.string().nullish(), summary: z.string().nullish() }).optional(),
})

/** From here on an advisory stops a change; what is below is a matter of the next update. */
const stops: readonly string[] = ['high', 'critical']
/** The registry is away, or a mirror that offers no advisories: nothing that this checkout could mend. */
const absent = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network|offline/i

/** What `npm audit --json` printed, judged. */
export function judgeAudit(text: string): Outcome {
  const parsed = jsonOf(text)
  const report = Report.safeParse(parsed)
  if (report.success) {
    const all = Object.entries(report.data.vulnerabilities)
    const bad = all.filter(([, found]) => stops.includes(found.severity))
    return outcomeOf(bad.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`))
  }
  const refusal = Refusal.safeParse(parsed)
  const { message = '', statusCode = 0, error } = refusal.data ?? {}
  const said = `${message} ${error?.code ?? ''} ${error?.summary ?? ''}`.trim()
  if ([404, 405, 501, 502, 503, 504].includes(statusCode) || absent.test(said))
    return { state: 'not run', said: [`the registry gives no advisories here: ${said}`] }
  return { state: 'failed', said: [`npm audit did not answer as it should: ${said || text.slice(0, 200)}`] }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Known holes of what is installed, of level high or worse. */
export const advisories: SecurityCheck = {
  name: 'advisories',
  run: async () => judgeAudit(await outputOf('npm', ['audit', '--json'])),
}
