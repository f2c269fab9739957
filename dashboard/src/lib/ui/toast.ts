import { later } from '#lib/later.ts'
import { m } from '#lib/paraglide/messages.js'
import { problemText } from '#lib/problem-text.ts'

/** How long a deed can be taken back, in milliseconds. */
export const undoMs = 10_000

/** What shows toasts, and what gives it one to show. */
export const loadToasts = later(() => import('svelte-sonner'))
type Toast = Awaited<ReturnType<typeof loadToasts>>['toast']

/** Who can't even be told has no connection: the page says so by itself. */
const say = (tell: (toast: Toast) => void): void =>
  void loadToasts().then(
    ({ toast }) => tell(toast),
    () => undefined,
  )

/** Tells that something was done. */
export const told = (text: string): void => say((toast) => toast.success(text))

/** Tells that something was done and offers ten seconds to take it back. */
export const toldWithUndo = (text: string, undo: () => void | Promise<void>): void =>
  say((toast) =>
    toast.success(text, {
      duration: undoMs,
      action: { label: m.undo(), onClick: () => void Promise.resolve(undo()).catch(failed) },
    }),
  )

/** Tells that something happened elsewhere, and shows the way there. */
export const toldWithWay = (text: string, label: string, go: () => void): void =>
  say((toast) => toast.info(text, { duration: undoMs, action: { label, onClick: go } }))

/** Tells why something could not be done. */
export function failed(error: unknown): void {
  const { title, text } = problemText(error)
  say((toast) => toast.error(title, { description: text, duration: undoMs }))
}
