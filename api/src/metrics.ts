import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '@cartie/db/context'
import { checkInvariants } from '@cartie/db/services/invariant/check'
import { queueNames } from '@cartie/shared/job'
import type { Queues } from '@cartie/shared/queue'
import { withDeadline } from './deadline.ts'

export interface HttpMetrics {
  observe: (method: string, route: string, status: number, seconds: number) => void
}

const invariantsMemoryMs = 10_000
const lookMs = 900

/** The numbers of this process in Prometheus' text: requests, connections, queues, and the checks as counts. */
export function createMetrics({ db, queues }: { db: Db; queues: Queues }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'cartie_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const connections = new Gauge({
    name: 'cartie_db_connections_in_use',
    help: 'Transactions that hold or wait for a connection',
    registers: [registry],
  })
  new Gauge({
    name: 'cartie_queue_waiting',
    help: 'Wake-ups that wait in a queue; NaN while the queue cannot be asked',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      for (const name of queueNames) {
        this.set({ queue: name }, await withDeadline(lookMs, queues.waiting(name)).catch(() => NaN))
      }
    },
  })
  const invariants = new Gauge({
    name: 'cartie_invariant',
    help: 'Checks that must always hold; see GET /api/v1/invariants',
    labelNames: ['check'],
    registers: [registry],
  })
  let checkedAt = -Infinity
  const refreshInvariants = async () => {
    if (performance.now() - checkedAt < invariantsMemoryMs) return
    checkedAt = performance.now()
    const report = await checkInvariants(db).catch(() => undefined)
    if (!report) return invariants.reset()
    for (const check of report.checks) invariants.set({ check: check.id }, check.value)
  }
  const slot = db.slot
  /** The same database, its transactions counted. */
  const counted: Db = {
    ...db,
    async slot(fn) {
      connections.inc()
      try {
        return await slot(fn)
      } finally {
        connections.dec()
      }
    },
  }
  return {
    db: counted,
    observe: (method: string, route: string, status: number, seconds: number) =>
      requests.observe({ method, route, status }, seconds),
    async text(): Promise<string> {
      await withDeadline(5000, refreshInvariants()).catch(() => undefined)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

export type Metrics = ReturnType<typeof createMetrics>
