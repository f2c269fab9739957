import { AppError } from '@cartie/shared/errors'

interface Waiting {
  update: unknown
  taken: () => void
  failed: (error: unknown) => void
}

/** Takes in one update of a bot; resolves once it is committed, rejects where it is not. */
export type TakeUpdate = (botId: string, update: unknown) => Promise<void>

const mostAtOnce = 100

/**
 * Writes the updates of a bot together that come while others of it are being written: one transaction for
 * many under load, and no waiting without it. An update that spoils its batch fails alone.
 */
export function gatherUpdates(write: (botId: string, updates: unknown[]) => Promise<unknown>): TakeUpdate {
  const waiting = new Map<string, Waiting[]>()

  async function writeAll(botId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await write(
        botId,
        batch.map((w) => w.update),
      )
      for (const { taken } of batch) taken()
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'unavailable'
      if (batch.length > 1 && !isAway) for (const one of batch) await writeAll(botId, [one])
      else for (const { failed } of batch) failed(error)
    }
  }

  async function drain(botId: string, lane: Waiting[]): Promise<void> {
    while (lane.length) await writeAll(botId, lane.splice(0, mostAtOnce))
    waiting.delete(botId)
  }

  return (botId, update) =>
    new Promise((taken, failed) => {
      const lane = waiting.get(botId)
      if (lane) return void lane.push({ update, taken, failed })
      const fresh = [{ update, taken, failed }]
      waiting.set(botId, fresh)
      void drain(botId, fresh)
    })
}
