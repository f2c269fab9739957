/**
 * What a page is shown without: it is fetched once the browser has nothing better to do, so that it is there when it is
 * asked for. Call what is returned to have it; what failed meanwhile is fetched anew then. `ui/part.svelte` shows how it
 * goes.
 */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  const idle = globalThis.requestIdleCallback ?? ((call: () => void) => setTimeout(call, 200))
  if (typeof document !== 'undefined') idle(() => void load().catch(() => undefined))
  return load
}
