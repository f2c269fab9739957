import type { ElementProps } from './late-trigger.svelte.ts'

type Listener = (event: unknown) => unknown
const isListener = (value: unknown): value is Listener => typeof value === 'function'

/** The properties that two give one element: listeners of both are called, of the rest those of the second count. */
export function joinedProps(first: ElementProps, second: ElementProps): ElementProps {
  const joined: ElementProps = { ...first, ...second }
  for (const name of Object.keys(first)) {
    const [a, b] = [first[name], second[name]]
    if (!isListener(a) || !isListener(b)) continue
    joined[name] = (event: unknown) => {
      a(event)
      b(event)
    }
  }
  return joined
}
