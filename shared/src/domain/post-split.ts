import type { Mention } from './post-cars.ts'

/** A part of a post that offers one car. */
export interface Part {
  at: number
  end: number
  mention: Mention
}

/** What a part shows by itself, to tell whether it is a car of its own. */
export interface PartSigns {
  price?: number
  year?: number
  mileageKm?: number
  sold: boolean
}

/**
 * Cuts a post into the cars that it offers. A further mention of a car begins a car of its own if it brings
 * its own price (or, at the head of a line, its own year) and the car before has one too; a repetition of
 * the same car stays with it. `signsOf` reads one part.
 */
export function splitCars(
  text: string,
  mentions: readonly Mention[],
  signsOf: (part: Part) => PartSigns,
): Part[] {
  const heads = mentions.filter((m) => !m.aside && m.car.model !== undefined)
  const main =
    heads.find((m) => m.car.explicit && m.car.known) ??
    heads[0] ??
    mentions.find((m) => !m.aside) ??
    mentions[0]
  if (!main) return []
  const whole = { at: 0, end: text.length, mention: main }
  if (heads.length < 2) return [whole]
  const starts = heads.map((m, i) => startOf(text, m, heads[i - 1]))
  const parts: Part[] = heads.map((mention, i) => ({
    at: starts[i] ?? 0,
    end: starts[i + 1] ?? text.length,
    mention,
  }))
  const cars: { part: Part; signs: PartSigns }[] = []
  for (const part of parts) {
    const signs = signsOf(part)
    const last = cars.at(-1)
    if (!last) cars.push({ part, signs })
    else if (isNew(last, { part, signs })) cars.push({ part, signs })
    else {
      const bare = last.signs.price === undefined && last.signs.year === undefined
      const mention =
        bare && signs.price !== undefined && replaces(last.part.mention, part.mention)
          ? part.mention
          : last.part.mention
      const merged = { at: last.part.at, end: part.end, mention }
      cars[cars.length - 1] = {
        part: merged,
        signs: { ...signs, ...known(last.signs), sold: last.signs.sold || signs.sold },
      }
    }
  }
  const offered = cars.filter((car) => car.signs.price !== undefined || car.signs.year !== undefined)
  return offered.length < 2
    ? [{ ...whole, mention: offered[0]?.part.mention ?? main }]
    : offered.map((car) => car.part)
}

function isNew(last: { part: Part; signs: PartSigns }, next: { part: Part; signs: PartSigns }): boolean {
  const a = last.signs
  const b = next.signs
  const otherYear = a.year !== undefined && b.year !== undefined && a.year !== b.year
  if (sameCar(last.part.mention, next.part.mention)) {
    const otherPrice = a.price !== undefined && b.price !== undefined && a.price !== b.price
    return otherYear
      ? otherPrice || next.part.mention.heads
      : otherPrice &&
          next.part.mention.heads &&
          (b.year !== undefined || (b.mileageKm !== undefined && b.mileageKm !== a.mileageKm))
  }
  if (b.price !== undefined && (a.price !== undefined || (a.sold && a.year !== undefined))) return true
  if (b.sold && a.price !== undefined && next.part.mention.heads && b.year !== undefined) return true
  return (
    a.year !== undefined &&
    b.year !== undefined &&
    next.part.mention.heads &&
    (a.price !== undefined) === (b.price !== undefined)
  )
}

/** A header such as a dealer's name gives way to the car below it; a word behind a car's name does not. */
const replaces = (a: Mention, b: Mention): boolean =>
  a.car.make !== b.car.make && (b.heads || (b.car.explicit && !a.car.known))

const known = (signs: PartSigns): Partial<PartSigns> =>
  Object.fromEntries(Object.entries(signs).filter(([, value]) => value !== undefined))

const sameCar = (a: Mention, b: Mention): boolean =>
  a.car.make === b.car.make && (a.car.model === b.car.model || !a.car.model || !b.car.model)

/** A part begins with its line, with the status line above it, or behind the car before it in the same line. */
function startOf(text: string, mention: Mention, previous: Mention | undefined): number {
  const line = text.lastIndexOf('\n', mention.at - 1) + 1
  if (previous && previous.end > line) {
    const between = text.slice(previous.end, mention.at)
    const cut = Math.max(
      ...[';', '|', '\n', '•', '●', '/', '📌', '✅', '🚗', '2)', '3)', '4)'].map((mark) =>
        between.lastIndexOf(mark),
      ),
    )
    return cut >= 0 ? previous.end + cut : mention.at
  }
  const above =
    text
      .slice(0, Math.max(0, line - 1))
      .split('\n')
      .at(-1) ?? ''
  const status =
    /^[^\p{L}]*(?:продано|продана|продан|sold|бронь|reserved|резерв|заброньовано|в броні|в наявності|новинка|new)[^\p{L}]*$/iu.test(
      above,
    )
  return previous && status ? Math.max(0, line - 1 - above.length) : previous ? line : 0
}
