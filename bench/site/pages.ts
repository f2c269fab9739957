// Deterministic generator of realistic car-listing pages. size: 'big' (~300 KB), 'mid' (~80 KB).
// ld: where the JSON-LD stands: 'head' | 'mid' | 'end' | 'none' (then only OpenGraph, microdata and the spec table).
function rng(seed: number): () => number {
  let s = (seed * 2654435761) >>> 0 || 1
  return () => {
    s ^= s << 13
    s >>>= 0
    s ^= s >>> 17
    s ^= s << 5
    s >>>= 0
    return s / 4294967296
  }
}
const MAKES: Record<string, string[]> = {
  Toyota: ['Camry', 'RAV4', 'Land Cruiser 200', 'Corolla'],
  BMW: ['520d', 'X5 xDrive30d', '320i', 'X3'],
  Skoda: ['Octavia', 'Kodiaq', 'Superb'],
  Kia: ['Rio', 'Sportage', 'K5'],
  'Mercedes-Benz': ['E 220 d', 'GLC 300', 'C 180'],
  Volkswagen: ['Tiguan', 'Passat', 'Golf GTI'],
  Lada: ['Vesta', 'Granta', 'Niva Legend'],
}
const FUEL = ['Бензин', 'Дизель', 'Гибрид', 'Электро'],
  GEAR = ['Автомат', 'Механика', 'Вариатор', 'Робот'],
  BODY = ['Седан', 'Внедорожник', 'Универсал', 'Хэтчбек'],
  COLOR = ['белый', 'чёрный', 'серебристый', 'синий', 'красный'],
  CITY = ['Москва', 'Санкт-Петербург', 'Казань', 'Екатеринбург', 'Новосибирск']
const WORDS =
  'автомобиль в отличном состоянии один владелец сервисная книжка полная история обслуживания у официального дилера без ДТП все элементы в родной краске комплект зимней резины подогрев сидений климат контроль камера заднего вида возможен обмен торг у капота звоните в любое время пробег оригинальный проверка любым способом кредит лизинг гарантия юридической чистоты'.split(
    ' ',
  )
const esc = (s: string) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** One made-up car; the same number is always the same car. */
export function car(id: number) {
  const r = rng(id + 17)
  const pick = <T>(a: readonly T[]): T => a[Math.floor(r() * a.length)]!
  const make = pick(Object.keys(MAKES)),
    model = pick(MAKES[make]!),
    year = 2008 + Math.floor(r() * 17)
  const VIN = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
  const text = (n: number) => Array.from({ length: n }, () => pick(WORDS)).join(' ')
  return {
    id,
    make,
    model,
    year,
    price: 300000 + Math.floor(r() * 900) * 10000,
    currency: 'RUB',
    mileage: Math.floor(r() * 250) * 1000,
    fuel: pick(FUEL),
    gear: pick(GEAR),
    body: pick(BODY),
    color: pick(COLOR),
    vin: Array.from({ length: 17 }, () => VIN[Math.floor(r() * VIN.length)]!).join(''),
    volume: (1 + Math.floor(r() * 35) / 10).toFixed(1),
    power: 80 + Math.floor(r() * 320),
    city: pick(CITY),
    seller: `Автосалон «${text(2)}»`,
    description: `${make} ${model}, ${text(120)}.`,
    images: Array.from(
      { length: 24 },
      (_, i) => `https://img.example.test/cars/${id}/${i}_${Math.floor(r() * 1e9).toString(36)}.jpg`,
    ),
    text,
    r,
    pick,
  }
}

type Car = ReturnType<typeof car>
export type Size = 'big' | 'mid'
export type LdPlace = 'head' | 'mid' | 'end' | 'none'

function jsonLd(c: Car): string {
  return `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: ['Авто', c.make, c.model].map((name, i) => ({ '@type': 'ListItem', position: i + 1, item: { '@id': `https://cars.example.test/${i}`, name } })) })}</script>
<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': ['Product', 'Car'], name: `${c.make} ${c.model}, ${c.year}`, brand: { '@type': 'Brand', name: c.make }, model: c.model, vehicleModelDate: String(c.year), vehicleIdentificationNumber: c.vin, mileageFromOdometer: { '@type': 'QuantitativeValue', value: c.mileage, unitCode: 'KMT' }, fuelType: c.fuel, vehicleTransmission: c.gear, bodyType: c.body, color: c.color, vehicleEngine: { '@type': 'EngineSpecification', engineDisplacement: { '@type': 'QuantitativeValue', value: Number(c.volume), unitCode: 'LTR' }, enginePower: { '@type': 'QuantitativeValue', value: c.power, unitCode: 'BHP' } }, description: c.description, image: c.images, offers: { '@type': 'Offer', price: c.price, priceCurrency: c.currency, availability: 'https://schema.org/InStock', url: `https://cars.example.test/offer/${c.id}`, seller: { '@type': 'AutoDealer', name: c.seller, address: { '@type': 'PostalAddress', addressLocality: c.city } } } })}</script>`
}

/** A listing page of some 300 KB (`big`) or 80 KB (`mid`), its JSON-LD at a place, or with none. */
export function page(id: number, size: Size = 'big', ld: LdPlace = 'end'): string {
  const c = car(id),
    k = size === 'big' ? 1.36 : 0.29,
    out: string[] = []
  const w = (s: string) => void out.push(s)
  w(
    `<!DOCTYPE html><html lang="ru" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8"><title>${esc(`Купить ${c.make} ${c.model} ${c.year} за ${c.price} ₽`)}</title>`,
  )
  w(
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="${esc(c.description.slice(0, 160))}"><link rel="canonical" href="https://cars.example.test/offer/${id}">`,
  )
  w(
    `<meta property="og:type" content="product"><meta property="og:title" content="${esc(`${c.make} ${c.model}, ${c.year}`)}"><meta property="og:image" content="${c.images[0]}"><meta property="og:description" content="${esc(c.description)}"><meta property="product:price:amount" content="${c.price}"><meta property="product:price:currency" content="${c.currency}">`,
  )
  for (let i = 0; i < 20; i++)
    w(
      `<link rel="preload" as="script" href="/static/chunk-${i}.js" crossorigin><link rel="apple-touch-icon" sizes="${i * 8}x${i * 8}" href="/i/${i}.png">`,
    )
  if (ld === 'head') w(jsonLd(c))
  w(
    `<style>${Array.from({ length: Math.round(420 * k) }, (_, i) => `.c${i.toString(36)}_x{display:flex;margin:${i % 9}px;color:#${((i * 7919) % 4096).toString(16)}}`).join('')}</style></head><body class="page page_offer">`,
  )
  w(
    `<header class="hdr"><nav><ul>${Array.from({ length: Math.round(220 * k) }, (_, i) => `<li class="menu__item menu__item_l${i % 3}"><a class="link" href="/cars/${i}/?from=menu&amp;n=${i}" data-log='{"k":${i}}'><span class="menu__text">${esc(c.text(2))}</span></a></li>`).join('')}</ul></nav></header>`,
  )
  w(
    `<main itemscope itemtype="https://schema.org/Car"><h1 class="offer__title" itemprop="name">${esc(`${c.make} ${c.model}, ${c.year}`)}</h1><div class="offer__price"><span itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="${c.price}"><meta itemprop="priceCurrency" content="${c.currency}"><span class="price__value">${String(c.price).replace(/\B(?=(\d{3})+$)/g, '&nbsp;')}&nbsp;₽</span></span></div>`,
  )
  w(
    `<div class="gallery">${c.images.map((s, i) => `<div class="gallery__item"><picture><source type="image/webp" srcset="${s}.webp 1x, ${s}@2x.webp 2x"><img itemprop="image" class="gallery__img" src="${s}" alt="${esc(`${c.make} ${c.model} фото ${i + 1}`)}" loading="lazy" width="640" height="480"></picture></div>`).join('')}</div>`,
  )
  const spec = [
    ['brand', 'Марка', c.make],
    ['model', 'Модель', c.model],
    ['vehicleModelDate', 'Год выпуска', c.year],
    ['mileageFromOdometer', 'Пробег', c.mileage],
    ['fuelType', 'Двигатель', c.fuel],
    ['vehicleTransmission', 'Коробка', c.gear],
    ['bodyType', 'Кузов', c.body],
    ['color', 'Цвет', c.color],
    ['vehicleIdentificationNumber', 'VIN', c.vin],
    ['engineDisplacement', 'Объём', c.volume],
    ['enginePower', 'Мощность', c.power],
  ]
  w(
    `<ul class="spec">${spec.map(([p, n, v]) => `<li class="spec__row"><span class="spec__name">${n}</span><span class="spec__value" itemprop="${p}">${esc(String(v))}</span></li>`).join('')}${Array.from({ length: Math.round(90 * k) }, (_, i) => `<li class="spec__row"><span class="spec__name">${esc(c.text(2))}</span><span class="spec__value">${i}</span></li>`).join('')}</ul>`,
  )
  w(
    `<div class="equip">${Array.from({ length: Math.round(140 * k) }, (_, i) => `<div class="equip__item"><svg class="icon" viewBox="0 0 16 16"><path d="M${i} 2.5l-8 8-4-4"/></svg><span>${esc(c.text(3))}</span></div>`).join('')}</div>`,
  )
  if (ld === 'mid') w(jsonLd(c))
  w(
    `<div class="descr" itemprop="description">${esc(c.description)}</div><div class="seller"><span class="seller__name">${esc(c.seller)}</span><span class="seller__city">${c.city}</span></div></main>`,
  )
  w(
    `<section class="similar">${Array.from({ length: Math.round(48 * k) }, (_, i) => {
      const o = c.pick(Object.keys(MAKES))
      return `<article class="card" data-id="${id * 100 + i}"><a class="card__link" href="/offer/${id * 100 + i}"><img class="card__img" src="https://img.example.test/s/${i}.jpg" srcset="https://img.example.test/s/${i}@2x.jpg 2x" alt=""><h3 class="card__title">${o} ${c.pick(MAKES[o]!)}</h3></a><div class="card__price">${Math.floor(c.r() * 3e6)}&nbsp;₽</div><ul class="card__tags"><li>${c.pick(FUEL)}</li><li>${c.pick(GEAR)}</li><li>${c.pick(CITY)}</li></ul><p class="card__text">${esc(c.text(14))}</p></article>`
    }).join('')}</section>`,
  )
  w(
    `<footer class="ftr">${Array.from({ length: Math.round(260 * k) }, (_, i) => `<a class="ftr__link" rel="nofollow" href="/seo/${i}">${esc(c.text(3))}</a>`).join('')}</footer>`,
  )
  w(
    `<script>window.__STATE__=${JSON.stringify({ offer: { id, seen: 1 }, dict: Array.from({ length: Math.round(620 * k) }, (_, i) => ({ i, name: c.text(2), code: `C_${i}`, on: i % 3 === 0, p: { a: i * 3, b: `v${i}` } })) }).replace(/</g, '\\u003c')}</script>`,
  )
  if (ld === 'end') w(jsonLd(c))
  w('</body></html>')
  return out.join('\n')
}
/** Where real sites put it. */
export const ldMix: readonly LdPlace[] = ['head', 'end', 'mid', 'end']
