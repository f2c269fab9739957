import type { ScenarioGraph } from '@cartie/shared/scenario/graph'

const card = { width: 240, height: 180 }
/** Below this nobody reads the cards. */
const readable = 0.7
const margin = 32

/**
 * Where a canvas of a size in px looks first: at the whole graph where it can be read so, else at its start, at a
 * zoom at which it can.
 */
export function firstView(
  { nodes }: ScenarioGraph,
  { width, height }: { width: number; height: number },
): { x: number; y: number; zoom: number } {
  const [xs, ys] = [nodes.map(({ at }) => at.x), nodes.map(({ at }) => at.y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const wide = Math.max(...xs) - left + card.width
  const tall = Math.max(...ys) - top + card.height
  const whole = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / tall)
  const zoom = Math.min(1, Math.max(readable, whole))
  const start = nodes.find(({ type }) => type === 'START')?.at ?? { x: left, y: top }
  const along = (from: number, size: number, room: number, begin: number) =>
    size * zoom <= room - 2 * margin ? (room - size * zoom) / 2 - from * zoom : margin - begin * zoom
  return { x: along(left, wide, width, start.x), y: along(top, tall, height, start.y), zoom }
}
