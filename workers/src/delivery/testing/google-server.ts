import { generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import {
  startServiceServer,
  type ServiceReply,
  type ServiceRequest,
  type ServiceServer,
} from './service-server.ts'

type Row = (string | number)[]

/** A Google with one spreadsheet, which one service account may edit. */
export interface GoogleServer extends ServiceServer {
  tokenUrl: string
  spreadsheet: string
  account: string
  /** The text of the account's key file. */
  key: string
  /** By the name of a tab. */
  tabs: Map<string, Row[]>
  /** Calls to the sheet, tokens left out, such as "POST values/'Ліди'!A1:append". */
  done: () => string[]
  /** Says what is wrong with a call; undefined: nothing. */
  fault: ((call: ServiceRequest) => ServiceReply | 'lost' | undefined) | undefined
  /** Whether the sheet is shared with the account. */
  isShared: boolean
}

/** Google's way to say what is wrong. */
export const googleError = (code: number, status: string, message: string): ServiceReply => ({
  status: code,
  json: { error: { code, message, status } },
})
export const googleQuota = googleError(
  429,
  'RESOURCE_EXHAUSTED',
  "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:1'.",
)

/** Starts one on loopback. It checks the signature under every word that asks for a token. */
export async function startGoogle(): Promise<GoogleServer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const account = 'cartie@dealer-42.iam.gserviceaccount.com'
  const spreadsheet = '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms'
  const tabs = new Map<string, Row[]>([['Ліди', []]])
  const tokens = new Set<string>()
  const key = JSON.stringify({
    type: 'service_account',
    project_id: 'dealer-42',
    client_email: account,
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  })

  function token(call: ServiceRequest): ServiceReply {
    const [head = '', claims = '', signature = ''] =
      new URLSearchParams(call.body).get('assertion')?.split('.') ?? []
    const holds = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${claims}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    )
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
    const isMeant =
      said.aud === google.tokenUrl &&
      said.iss === account &&
      String(said.scope).endsWith('/auth/spreadsheets')
    if (!holds || !isMeant)
      return { status: 400, json: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }
    const fresh = `ya29.c.${randomUUID()}`
    tokens.add(fresh)
    return { status: 200, json: { access_token: fresh, expires_in: 3599, token_type: 'Bearer' } }
  }

  function sheet(call: ServiceRequest): ServiceReply {
    const [, id, , range = ''] = /^\/v4\/spreadsheets\/([^/]+)\/(values)\/(.+)$/.exec(call.path) ?? []
    if (!tokens.has(call.bearer ?? ''))
      return googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
    if (id !== spreadsheet) return googleError(404, 'NOT_FOUND', 'Requested entity was not found.')
    if (!google.isShared) return googleError(403, 'PERMISSION_DENIED', 'The caller does not have permission')
    const [, tab = '', cells = ''] = /^'(.+)'!([^:]+(?::\w+)?)/.exec(range.replace(/:append$/, '')) ?? []
    const rows = tabs.get(tab)
    if (!rows) return googleError(400, 'INVALID_ARGUMENT', `Unable to parse range: ${range}`)
    return values(call, rows, cells)
  }

  function values({ method, path, query, body }: ServiceRequest, rows: Row[], cells: string): ServiceReply {
    const range = `'Ліди'!${cells}`
    if (method === 'GET') {
      const found = cells === 'A:A' ? [rows.map(([first = '']) => first)] : rows.slice(0, 1)
      return {
        status: 200,
        json: { range, majorDimension: 'ROWS', ...(rows.length ? { values: found } : {}) },
      }
    }
    if (query.get('valueInputOption') !== 'RAW')
      return googleError(400, 'INVALID_ARGUMENT', "'valueInputOption' is required but not specified")
    const { values: given } = JSON.parse(body) as { values: Row[] }
    if (path.endsWith(':append')) rows.push(...given)
    else for (const [n, row] of given.entries()) rows[n] = [...row, ...(rows[n] ?? []).slice(row.length)]
    const updates = { spreadsheetId: spreadsheet, updatedRange: range, updatedRows: given.length }
    return { status: 200, json: path.endsWith(':append') ? { spreadsheetId: spreadsheet, updates } : updates }
  }

  const server = await startServiceServer((call) => {
    const fault = google.fault?.(call)
    if (fault !== undefined && fault !== 'lost') return fault
    const reply = call.path === '/token' ? token(call) : sheet(call)
    return fault === 'lost' && reply !== 'hang' ? { ...reply, lost: true } : reply
  })
  const google: GoogleServer = {
    ...server,
    tokenUrl: `${server.url}/token`,
    spreadsheet,
    account,
    key,
    tabs,
    done: () =>
      server.calls
        .filter(({ path }) => path !== '/token')
        .map(({ method, path }) => `${method} ${path.slice(`/v4/spreadsheets/${spreadsheet}/`.length)}`),
    fault: undefined,
    isShared: true,
  }
  return google
}
