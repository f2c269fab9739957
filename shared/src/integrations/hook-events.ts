import { events, type EventName } from '../event.ts'

/**
 * Events that stay inside: those of deliveries and integrations would tell of their own telling without end, the others
 * say how far a piece of work has come.
 */
const inner = /^(?:delivery|integration|notice|site_preview)\.|^parse\.progressed$/

/** The events that integrations are told of. */
export const hookEvents: readonly EventName[] = (Object.keys(events) as EventName[]).filter(
  (name) => !inner.test(name),
)
