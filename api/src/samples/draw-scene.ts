interface Sky {
  top: string
  low: string
  far: string
  near: string
  road: string
}

const days: readonly Sky[] = [
  { top: '#8ec5f4', low: '#e6f3fd', far: '#9fb7c9', near: '#7c97ab', road: '#5c636b' },
  { top: '#b7d8e8', low: '#fdf3e0', far: '#a8c3a0', near: '#7fa377', road: '#6b675f' },
  { top: '#c9d4e6', low: '#f4f6fa', far: '#bcc6d4', near: '#98a4b5', road: '#6a7079' },
  { top: '#9ad1d4', low: '#f2faf2', far: '#a9cdb5', near: '#78a98c', road: '#5f6764' },
]
const dusk: Sky = { top: '#27325c', low: '#f0a06a', far: '#4a3f6b', near: '#2e2a4a', road: '#2b2d36' }

/** Sky, a skyline or hills, and a road, 960 × 640; `seed` makes them differ from car to car. */
export function drawScene(seed: number, evening: boolean): string {
  const sky = evening ? dusk : days[seed % days.length]!
  const sun = evening
    ? { x: 690, y: 330, fill: '#ffd9a0' }
    : { x: 170 + ((seed * 97) % 600), y: 120, fill: '#fff7d6' }
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky.top}"/><stop offset="1" stop-color="${sky.low}"/></linearGradient><linearGradient id="road" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky.road}"/><stop offset="1" stop-color="#1f2226"/></linearGradient></defs>
<rect width="960" height="640" fill="url(#sky)"/><circle cx="${sun.x}" cy="${sun.y}" r="46" fill="${sun.fill}" opacity=".9"/>
${seed % 2 ? skyline(seed, sky) : hills(seed, sky)}
<rect y="446" width="960" height="194" fill="url(#road)"/><rect y="446" width="960" height="7" fill="#fff" opacity=".22"/>
<path d="M 0 584 H 960" stroke="#fff" stroke-width="7" stroke-dasharray="90 60" opacity=".45"/>`
}

function skyline(seed: number, sky: Sky): string {
  const row = (count: number, height: number, fill: string, shift: number) =>
    Array.from({ length: count }, (_, i) => {
      const h = height * (0.45 + (((seed * 31 + i * 57 + shift) % 53) / 53) * 0.6)
      const w = 960 / count
      return `<rect x="${(i * w).toFixed(0)}" y="${(448 - h).toFixed(0)}" width="${(w + 1).toFixed(0)}" height="${h.toFixed(0)}" fill="${fill}"/>`
    }).join('')
  return `<g opacity=".75">${row(16, 230, sky.far, 3)}</g>${row(11, 150, sky.near, 11)}`
}

function hills(seed: number, sky: Sky): string {
  const ridge = (y: number, fill: string, phase: number) => {
    const points = Array.from(
      { length: 9 },
      (_, i) => `${i * 120} ${(y - Math.sin(i * 1.3 + phase) * 34).toFixed(0)}`,
    )
    return `<path d="M 0 448 L ${points.join(' L ')} L 960 448 Z" fill="${fill}" stroke="${fill}" stroke-width="30" stroke-linejoin="round"/>`
  }
  return `<g opacity=".7">${ridge(330, sky.far, seed)}</g>${ridge(392, sky.near, seed * 0.7)}`
}
