import { z } from 'zod'
import { findToldCars } from '@cartie/db/services/integration/told-cars'
import { findToldLead } from '@cartie/db/services/integration/told-lead'
import { SheetConfig } from '@cartie/shared/integrations/google-sheets'
import { readServiceAccount } from '@cartie/shared/integrations/service-account'
import { carRow, headerRow, leadRow, type Cell } from '@cartie/shared/integrations/sheet-row'
import { Id } from '@cartie/shared/schemas/common'
import { createAccessTokens } from '../access-tokens.ts'
import type { ServiceCall } from '../call-service.ts'
import { fetchGoogleToken } from '../google-token.ts'
import { Refusal, type ServiceAnswer } from '../refusal.ts'
import { skippedDeleted, type Service, type Telling, type Told } from '../service.ts'

export interface GoogleOptions {
  /** Such as https://sheets.googleapis.com */
  sheetsUrl: string
  /** Where a signed word of a service account is changed into a token. */
  tokenUrl: string
}

const LeadData = z.object({ leadId: Id })
const CarData = z.object({ listingIds: z.array(Id) })
const Values = z.object({ values: z.array(z.array(z.unknown())).optional() })
/** Google counts calls by the minute. */
const quotaMs = 60_000

/** A call to the sheet of one integration; `path` follows its id. */
type AskSheet = (path: string, call?: ServiceCall) => Promise<ServiceAnswer>

/**
 * Appends rows to a Google sheet. All rows of one event go in one call, which Google does wholly or not at all, with the
 * event's id in their first column: where a try before may have arrived, that column is looked at first.
 */
export function googleSheetsService({ sheetsUrl, tokenUrl }: GoogleOptions): Service {
  const tokens = createAccessTokens()
  const sheetOf = ({ config, secret, call }: Telling): { sheet: SheetConfig; ask: AskSheet } => {
    const sheet = SheetConfig.parse(config)
    const account = readServiceAccount(secret)
    if (!account) throw new Refusal('sheets_key', 'The key is not that of a service account')
    const ask: AskSheet = async (path, given) => {
      const bearer = await tokens.of(secret, () => fetchGoogleToken(call, tokenUrl, account))
      const answer = await call(`${sheetsUrl}/v4/spreadsheets/${sheet.spreadsheet}/${path}`, {
        ...given,
        bearer,
      })
      if (answer.status === 401) tokens.forget(secret)
      return answer.status === 200 ? answer : refuse(answer, account.email)
    }
    return { sheet, ask }
  }
  return {
    async tell(telling): Promise<Told> {
      const { message, mayBeThere } = telling
      const { sheet, ask } = sheetOf(telling)
      const rows = await rowsOf(telling, sheet)
      if (!rows.length) return { kind: 'skipped', why: skippedDeleted }
      if (mayBeThere) {
        const answer = await ask(`values/${range(sheet, 'A:A')}?majorDimension=COLUMNS`)
        if (valuesOf(answer)[0]?.includes(message.id))
          return { kind: 'taken', answer: { ...answer, body: 'It is there' } }
      }
      await head(ask, sheet)
      const answer = await ask(
        `values/${range(sheet, 'A1')}:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS`,
        { method: 'POST', json: { majorDimension: 'ROWS', values: rows } },
      )
      return { kind: 'taken', answer }
    },
    async test(telling) {
      const { sheet, ask } = sheetOf(telling)
      const first = await head(ask, sheet)
      // Writing what stands there already proves that we may write.
      return put(ask, sheet, [first.slice(0, 1)])
    },
  }
}

/** The first row, which is written where the tab is empty. */
async function head(ask: AskSheet, sheet: SheetConfig): Promise<Cell[]> {
  const [first] = valuesOf(await ask(`values/${range(sheet, '1:1')}`))
  if (first?.length) return first as Cell[]
  const row = headerRow(sheet)
  await put(ask, sheet, [row])
  return row
}

/** Writes rows from the tab's beginning on, as they are: what begins with "=" is no formula. */
const put = (ask: AskSheet, sheet: SheetConfig, values: readonly (readonly Cell[])[]) =>
  ask(`values/${range(sheet, 'A1')}?valueInputOption=RAW`, { method: 'PUT', json: { values } })

const valuesOf = ({ json }: ServiceAnswer) => Values.safeParse(json).data?.values ?? []

const range = ({ tab }: SheetConfig, cells: string) =>
  encodeURIComponent(`'${tab.replaceAll("'", "''")}'!${cells}`)

async function rowsOf({ ctx, message: { id, data } }: Telling, sheet: SheetConfig): Promise<Cell[][]> {
  if (sheet.what === 'cars')
    return (await findToldCars(ctx, CarData.parse(data).listingIds)).map((car) =>
      carRow(id, car, sheet.columns),
    )
  const lead = await findToldLead(ctx, LeadData.parse(data).leadId)
  return lead ? [leadRow(id, lead, sheet.columns)] : []
}

/** Says what is to be done, where Google says what is wrong. */
function refuse(answer: ServiceAnswer, account: string): never {
  const { status, body } = answer
  const no = (code: string, message: string, afterMs = answer.afterMs): never => {
    throw new Refusal(code, message, { answer, afterMs, unsure: status >= 500 })
  }
  if (status === 401) return no('sheets_key', `Google does not accept the key of ${account}`)
  if (status === 403 && /SERVICE_DISABLED|has not been used|is disabled/.test(body))
    return no('sheets_off', `The Google Sheets API is off in the project of ${account}`)
  if (status === 403) return no('sheets_share', `Share the sheet with ${account} as an editor`)
  if (status === 404) return no('sheets_gone', 'There is no such sheet')
  if (status === 400 && /unable to parse range/i.test(body))
    return no('sheets_tab', 'There is no such tab in the sheet')
  if (status === 429) return no('sheets_quota', 'Google asks for a pause', Math.max(answer.afterMs, quotaMs))
  throw new Refusal(String(status), body.slice(0, 500), {
    answer,
    forGood: status === 400,
    unsure: status >= 500,
  })
}
