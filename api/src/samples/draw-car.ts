import type { Paint, SampleCar } from './sample-car.ts'
import { drawScene } from './draw-scene.ts'

const paints: Record<Paint, [light: string, main: string, dark: string]> = {
  white: ['#ffffff', '#e9edf2', '#aab4c2'],
  black: ['#5a6270', '#23272f', '#0c0e12'],
  silver: ['#f1f4f7', '#b9c1cb', '#7d8794'],
  grey: ['#a9b1bc', '#6b7480', '#3d444d'],
  red: ['#f0615a', '#c01f2e', '#7a0f1c'],
  blue: ['#6fa4f0', '#2458b8', '#12306e'],
  green: ['#7cc6a0', '#2f8a5f', '#165238'],
  gold: ['#efd68a', '#c29a3f', '#80611d'],
  orange: ['#ffb066', '#e2711d', '#96420b'],
}

/** A side view, nose to the right: where the outline bends. Units of a 960 × 640 drawing; wheels stand at y = 486. */
interface Shape {
  rear: number
  /** Where the rear window meets the body; further from the rear than it is for a boot. */
  rearGlass: number
  roofRear: number
  roofFront: number
  windscreen: number
  front: number
  roof: number
  belt: number
  bonnet: number
  wheel: number
  axles: [number, number]
}

const shapes: Record<SampleCar['body'], Shape> = {
  sedan: {
    rear: 96,
    rearGlass: 214,
    roofRear: 330,
    roofFront: 486,
    windscreen: 612,
    front: 862,
    roof: 246,
    belt: 334,
    bonnet: 346,
    wheel: 56,
    axles: [232, 712],
  },
  coupe: {
    rear: 104,
    rearGlass: 190,
    roofRear: 356,
    roofFront: 480,
    windscreen: 604,
    front: 862,
    roof: 262,
    belt: 342,
    bonnet: 352,
    wheel: 60,
    axles: [236, 716],
  },
  hatchback: {
    rear: 140,
    rearGlass: 156,
    roofRear: 262,
    roofFront: 476,
    windscreen: 604,
    front: 834,
    roof: 240,
    belt: 332,
    bonnet: 344,
    wheel: 56,
    axles: [250, 698],
  },
  wagon: {
    rear: 92,
    rearGlass: 106,
    roofRear: 184,
    roofFront: 486,
    windscreen: 612,
    front: 862,
    roof: 244,
    belt: 334,
    bonnet: 346,
    wheel: 56,
    axles: [232, 712],
  },
  suv: {
    rear: 104,
    rearGlass: 120,
    roofRear: 204,
    roofFront: 490,
    windscreen: 612,
    front: 856,
    roof: 204,
    belt: 310,
    bonnet: 318,
    wheel: 66,
    axles: [238, 712],
  },
  minivan: {
    rear: 98,
    rearGlass: 110,
    roofRear: 164,
    roofFront: 520,
    windscreen: 690,
    front: 862,
    roof: 200,
    belt: 312,
    bonnet: 330,
    wheel: 58,
    axles: [228, 716],
  },
}

const ground = 486

/** A drawn photo of a sample car as SVG: 1 from the side, 2 driving the other way at dusk, 3 a closer look. */
export function drawCar(car: SampleCar, photo: number): string {
  const s = shapes[car.body]
  const view = photo === 3 ? '430 190 480 320' : '0 0 960 640'
  const turn = photo === 2 ? ' transform="translate(960 0) scale(-1 1)"' : ''
  const [light, main, dark] = paints[car.paint]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="960" height="640" role="img"><title>${car.make} ${car.model}</title>
<defs><linearGradient id="paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light}"/><stop offset=".45" stop-color="${main}"/><stop offset="1" stop-color="${dark}"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#33424f"/><stop offset=".5" stop-color="#8fa6b8"/><stop offset="1" stop-color="#1d2730"/></linearGradient>
<radialGradient id="rim"><stop offset="0" stop-color="#f3f5f7"/><stop offset=".75" stop-color="#aeb6bf"/><stop offset="1" stop-color="#6a727b"/></radialGradient></defs>
${drawScene(car.id + photo, photo === 2)}
<g${turn}><ellipse cx="478" cy="${ground + 4}" rx="410" ry="20" fill="#000" opacity=".28"/>
<path d="${bodyPath(s)}" fill="url(#paint)"/>
<path d="${bodyPath(s)}" fill="none" stroke="${dark}" stroke-width="2.5" stroke-linejoin="round" opacity=".65"/>
${glass(s)}${details(s, light, dark)}${s.axles.map((x) => wheel(x, s.wheel)).join('')}</g></svg>`
}

function bodyPath(s: Shape): string {
  const sill = ground - s.wheel * 0.52
  const deck = s.rearGlass - s.rear > 60 ? s.belt - 8 : s.belt
  return [
    `M ${s.rear + 16} ${sill}`,
    `C ${s.rear - 8} ${sill - 4} ${s.rear - 6} ${deck + 50} ${s.rear + 2} ${deck + 14}`,
    `Q ${s.rear + 6} ${deck} ${s.rearGlass} ${deck - 2}`,
    `C ${s.rearGlass + 26} ${s.roof + 46} ${s.roofRear - 40} ${s.roof + 6} ${s.roofRear + 22} ${s.roof + 2}`,
    `C ${s.roofRear + 70} ${s.roof - 8} ${s.roofFront - 60} ${s.roof - 8} ${s.roofFront} ${s.roof + 6}`,
    `C ${s.roofFront + 46} ${s.roof + 18} ${s.windscreen - 40} ${s.belt - 30} ${s.windscreen} ${s.belt - 4}`,
    `C ${s.windscreen + 90} ${s.bonnet - 8} ${s.front - 60} ${s.bonnet + 2} ${s.front - 18} ${s.bonnet + 34}`,
    `C ${s.front + 8} ${s.bonnet + 60} ${s.front + 6} ${sill - 12} ${s.front - 12} ${sill}`,
    'Z',
  ].join(' ')
}

function glass(s: Shape): string {
  const top = s.roof + 16
  const bottom = s.belt - 8
  const back = s.rearGlass + 34
  const path = `M ${back} ${bottom} C ${back + 16} ${top + 40} ${s.roofRear + 4} ${top + 4} ${s.roofRear + 34} ${top} L ${s.roofFront - 10} ${top + 2} C ${s.roofFront + 30} ${top + 14} ${s.windscreen - 56} ${bottom - 26} ${s.windscreen - 26} ${bottom} Z`
  const middle = (s.axles[0] + s.axles[1]) / 2 - 6
  const pillar = (x: number) =>
    `<rect x="${x}" y="${top - 4}" width="13" height="${bottom - top + 8}" fill="#15191e"/>`
  const rear = s.rearGlass - s.rear < 60 ? pillar(s.axles[0] + 14) : ''
  return `<path d="${path}" fill="url(#glass)" stroke="#12161a" stroke-width="3"/>${pillar(middle)}${rear}<path d="M ${s.roofFront - 70} ${top + 6} l -46 ${bottom - top - 12} h 26 l 44 ${12 - bottom + top} Z" fill="#fff" opacity=".16"/>`
}

function details(s: Shape, light: string, dark: string): string {
  const middle = (s.axles[0] + s.axles[1]) / 2
  const sill = ground - s.wheel * 0.52
  const seam = (x: number) =>
    `<path d="M ${x} ${s.belt} C ${x + 6} ${s.belt + 40} ${x + 4} ${sill - 40} ${x - 4} ${sill - 8}" fill="none" stroke="${dark}" stroke-width="2" opacity=".7"/>`
  const handle = (x: number) =>
    `<rect x="${x}" y="${s.belt + 22}" width="34" height="7" rx="3.5" fill="${dark}" opacity=".75"/>`
  return `${seam(middle)}${seam(s.windscreen - 34)}${handle(middle - 54)}${handle(s.windscreen - 98)}
<path d="M ${s.rear + 10} ${s.belt + 44} Q ${middle} ${s.belt + 22} ${s.front - 40} ${s.bonnet + 46}" fill="none" stroke="${light}" stroke-width="4" opacity=".55"/>
<path d="M ${s.rear + 20} ${sill - 4} H ${s.front - 18}" stroke="#14171b" stroke-width="9" opacity=".7"/>
<path d="M ${s.front - 66} ${s.bonnet + 26} Q ${s.front - 26} ${s.bonnet + 22} ${s.front - 8} ${s.bonnet + 52} Q ${s.front - 46} ${s.bonnet + 54} ${s.front - 66} ${s.bonnet + 26} Z" fill="#f7fbff" stroke="#6f7c89" stroke-width="2"/>
<path d="M ${s.rear + 1} ${s.belt + 14} q 34 2 40 22 q -30 8 -44 4 Z" fill="#d3212c" stroke="#6d0d14" stroke-width="2"/>
<path d="M ${s.windscreen - 40} ${s.belt - 16} q 26 -16 34 4 q -12 10 -34 8 Z" fill="${dark}"/>`
}

function wheel(x: number, r: number): string {
  const y = ground - r + 6
  const spokes = Array.from({ length: 10 }, (_, i) => {
    const a = (i * Math.PI) / 5
    const point = (k: number) =>
      `${(x + Math.cos(a) * r * k).toFixed(1)} ${(y + Math.sin(a) * r * k).toFixed(1)}`
    return `<path d="M ${point(0.16)} L ${point(0.62)}" stroke="#5d6670" stroke-width="${r / 11}"/>`
  }).join('')
  return `<path d="M ${x - r - 10} ${y + 16} A ${r + 10} ${r + 10} 0 0 1 ${x + r + 10} ${y + 16} Z" fill="#0d0f12"/><circle cx="${x}" cy="${y}" r="${r}" fill="#16181b"/><circle cx="${x}" cy="${y}" r="${r * 0.68}" fill="url(#rim)"/>${spokes}<circle cx="${x}" cy="${y}" r="${r * 0.16}" fill="#3c444d"/>`
}
