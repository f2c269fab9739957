import { goto } from '$app/navigation'
import type { SubmitFunction } from '$app/forms'

/**
 * Sends a form without leaving the place where its reader is; what the server does not take is told by the page's
 * `form`, and a server that can't be reached by `onlost`.
 */
export const inPlace =
  (onlost: () => void): SubmitFunction =>
  () =>
  async ({ result, update, formElement }) => {
    if (result.type === 'error') return onlost()
    if (result.type !== 'redirect') return update({ reset: false })
    const [path = '', place] = result.location.split('#')
    formElement.reset()
    await goto(path, { replace: true, reset: place === 'top', refreshAll: true })
  }
