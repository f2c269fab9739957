import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

/** The metrics of a worker process. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry })

export const jobSeconds = new Histogram({
  name: 'cartie_job_seconds',
  help: 'How long jobs took, by their outcome',
  labelNames: ['job', 'outcome'],
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
  registers: [registry],
})

export const parseItemsTotal = new Counter({
  name: 'cartie_parse_items_total',
  help: 'Parse items read, by what was found',
  labelNames: ['kind', 'outcome'],
  registers: [registry],
})

export const deliveriesTotal = new Counter({
  name: 'cartie_deliveries_total',
  help: 'Tries to send something, by how they ended',
  labelNames: ['channel', 'outcome'],
  registers: [registry],
})
