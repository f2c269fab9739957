import type { CommandInput } from './cartie-parse.ts'
import { flows } from './verify/flows/all.ts'
import { doors } from './verify/flows/doors.ts'
import { openReceiver } from './verify/receiver.ts'
import { openServices, type ServiceStand } from './verify/services/stand.ts'
import { createReport } from './verify/report.ts'
import { closeStage, openStage } from './verify/stage.ts'
import { telegramStand } from './verify/telegram-stand.ts'

/**
 * `cartie verify`: plays every flow against a running installation, in a workspace that it makes and deletes again,
 * also when it is interrupted. No other workspace is touched, and nothing leaves but to the receiver that it opens
 * itself, to a test server of Telegram where one is named, and made-up keys to the services of which nobody took the
 * place by --services. Returns the exit code.
 */
export async function verifyCommand({ client, credentials, options }: CommandInput): Promise<number> {
  const receiverAt = addressOf(options.receiver)
  const telegramAt = addressOf(options.telegram)
  const servicesAt = addressOf(options.services)
  const withinMs = Number(options.within) * 1000
  if (receiverAt === null || telegramAt === null || servicesAt === null || !(withinMs > 0)) {
    console.error(
      '--receiver, --telegram and --services: write an address such as http://127.0.0.1:8081; --within: seconds',
    )
    return 2
  }
  const { url } = credentials
  // Whoever does not answer at all is told of by the caller.
  await fetch(`${url}/healthz`)
  const report = createReport(options.json)
  const { signal, end } = interruption()
  const receiver = await openReceiver(receiverAt)
  let services: ServiceStand | undefined
  try {
    if (servicesAt) services = await openServices(servicesAt)
    for (const { play, ...door } of doors) await report.play(door, () => play({ url, client, signal }))
    const telegram = telegramAt && telegramStand(telegramAt.href.replace(/\/$/, ''), { signal, withinMs })
    const opened = await report.play(
      {
        name: 'a throw-away workspace is made',
        cure: 'npx cartie verify needs an owner of the installation',
      },
      () => openStage({ url, credentials, receiver, telegram, services, signal, withinMs }),
      ({ note }) => ({ note }),
    )
    if (opened) {
      for (const { play, ...flow } of flows)
        if (!signal.aborted)
          await report.play(
            flow,
            () => play(opened.stage),
            (note) => (note ? { note, state: 'instead' } : {}),
          )
      const cure = 'delete it by hand under Settings, or run this again later'
      await report.play({ name: 'the throw-away workspace is deleted', cure }, () => closeStage(opened.stage))
    }
    const code = report.end({ url, workspace: opened?.stage.workspace.id })
    if (signal.aborted) console.error('Interrupted: what was not played yet was left out.')
    return signal.aborted ? 1 : code
  } finally {
    end()
    await receiver.close()
    await services?.close()
  }
}

/** The address that an option names; undefined for none, null for one that can't be read. */
function addressOf(option: string | undefined): URL | undefined | null {
  if (option === undefined) return undefined
  return URL.parse(option)
}

/** Ctrl-C ends the flow in hand and cleans up; a second one ends at once. */
function interruption(): { signal: AbortSignal; end: () => void } {
  const stop = new AbortController()
  const names = ['SIGINT', 'SIGTERM'] as const
  const hear = () => {
    if (stop.signal.aborted) process.exit(1)
    stop.abort(new Error('interrupted'))
  }
  for (const name of names) process.on(name, hear)
  return { signal: stop.signal, end: () => names.forEach((name) => process.off(name, hear)) }
}
