import {
  startServiceServer,
  type ServiceReply,
  type ServiceRequest,
  type ServiceServer,
} from './service-server.ts'

export interface MetaEvent {
  event_name: string
  event_time: number
  event_id: string
  action_source: string
  user_data: Record<string, string[]>
  custom_data: Record<string, unknown>
}

/** A Graph API with one dataset and one token that may write into it. */
export interface MetaServer extends ServiceServer {
  token: string
  datasetId: string
  /** Events as Meta counts them: those of an id and a name once. */
  counted: () => MetaEvent[]
  /** Events of the tab of tests. */
  tested: MetaEvent[]
  /** Says what is wrong with a call; undefined: nothing. */
  fault: ((call: ServiceRequest) => ServiceReply | 'lost' | undefined) | undefined
}

/** Meta's way to say what is wrong. */
export const metaError = (
  code: number,
  message: string,
  more: Record<string, unknown> = {},
): ServiceReply => ({
  status: code === 190 ? 401 : 400,
  json: { error: { message, type: 'OAuthException', code, fbtrace_id: 'A1b2C3', ...more } },
})

/** Starts one on loopback. */
export async function startMeta(): Promise<MetaServer> {
  const token = 'EAAGm0PX4ZCpsBAKZCZBexampleToken'
  const datasetId = '1234567890123456'
  const known = new Map<string, MetaEvent>()
  const tested: MetaEvent[] = []

  function graph({ method, path, body, bearer }: ServiceRequest): ServiceReply {
    if (bearer !== token) return metaError(190, 'Invalid OAuth access token - Cannot parse access token')
    if (path.split('/')[1] !== datasetId)
      return metaError(
        100,
        `Unsupported ${method.toLowerCase()} request. Object with ID '7' does not exist`,
        {
          error_subcode: 33,
        },
      )
    if (method === 'GET') return { status: 200, json: { id: datasetId, name: 'Cars' } }
    const { data, test_event_code: test } = JSON.parse(body) as {
      data: MetaEvent[]
      test_event_code?: string
    }
    if (test === undefined) for (const one of data) known.set(`${one.event_name} ${one.event_id}`, one)
    else tested.push(...data)
    return { status: 200, json: { events_received: data.length, messages: [], fbtrace_id: 'A1b2C3' } }
  }

  const server = await startServiceServer((call) => {
    const fault = meta.fault?.(call)
    if (fault !== undefined && fault !== 'lost') return fault
    const reply = graph(call)
    return fault === 'lost' && reply !== 'hang' ? { ...reply, lost: true } : reply
  })
  const meta: MetaServer = {
    ...server,
    token,
    datasetId,
    counted: () => [...known.values()],
    tested,
    fault: undefined,
  }
  return meta
}
