type Rgb = readonly [number, number, number]

/** A workspace's colour and what goes with it so that everything can be read. */
export interface ColourSet {
  /** The colour itself, for surfaces and marks. */
  base: string
  /** Text upon it. */
  on: string
  /** The colour as text on light and on dark surfaces. */
  textOnLight: string
  textOnDark: string
}

const inks = ['#1c1a10', '#ffffff'] as const
/** The least and most bright surfaces of the two themes that coloured text stands on. */
const lightSurface = '#f1f1ef'
const darkSurface = '#222220'
const aa = 4.5

const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb
const hexOf = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
const mix = (from: Rgb, to: Rgb, share: number) =>
  from.map((part, i) => part + ((to[i] ?? 0) - part) * share) as unknown as Rgb

function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((part) => {
    const c = part / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast of two colours `#rrggbb` as WCAG 2 counts it, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** The colour, moved towards black or white as far as its text needs it on a surface. */
function readable(base: string, towards: '#000000' | '#ffffff', surface: string): string {
  for (let share = 0; share < 1; share += 0.04) {
    const colour = hexOf(mix(rgbOf(base), rgbOf(towards), share))
    if (contrast(colour, surface) >= aa) return colour
  }
  return towards
}

/** Variants of a colour `#rrggbb` with WCAG AA contrast; another text gives the set of "Cartie Auto". */
export function colourSet(accent: string): ColourSet {
  const base = /^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : '#d4af37'
  return {
    base,
    on: contrast(base, inks[0]) >= contrast(base, inks[1]) ? inks[0] : inks[1],
    textOnLight: readable(base, '#000000', lightSurface),
    textOnDark: readable(base, '#ffffff', darkSurface),
  }
}

/** Paints the page in a workspace's colour. */
export function paint(accent: string): void {
  const set = colourSet(accent)
  const { style } = document.documentElement
  style.setProperty('--accent-base', set.base)
  style.setProperty('--accent-on', set.on)
  style.setProperty('--accent-text-light', set.textOnLight)
  style.setProperty('--accent-text-dark', set.textOnDark)
}
