import { hookChannel } from '../domain/delivery-lane.ts'

/** Everything to one receiver of events; its test has a lane of its own, so that it waits for nothing. */
export const hookLane = (integrationId: string, isTest = false): string =>
  `${hookChannel}:${integrationId}${isTest ? ':test' : ''}`

/** The integration that a lane belongs to, if it is one of events. */
export function integrationOfLane(lane: string): string | undefined {
  const [channel, id] = lane.split(':')
  return channel === hookChannel ? id : undefined
}
