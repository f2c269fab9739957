import { sampleHosts } from '@cartie/shared/domain/sample-hosts'
import { channelPage, captchaPage, missingPage, searchPage, type SamplePost } from './markups-many.ts'
import {
  jsonLdGraph,
  jsonLdLowerCase,
  microdata,
  openGraphOnly,
  tableInCp1251,
  tableOnly,
  type Markup,
} from './markups.ts'
import { nextData, nuxtState } from './markups-state.ts'
import { slugOf, type SampleCar, type SampleLanguage } from './sample-car.ts'
import { marketCars as market } from './market-cars.ts'
import { sampleCars as cars } from './sample-cars.ts'

export interface SampleReply {
  status: number
  type: string
  body: string | Uint8Array
}

interface Site {
  name: string
  language: SampleLanguage
  markup: Markup
  cars: readonly SampleCar[]
}

const domain = 'sample.cartie.example'
const marketPages: readonly (readonly SampleCar[])[] = [
  [market.p308, market.astra, market.lanos],
  [market.crv, market.rx, market.sharan],
]

/** The made-up marketplaces by host name, each with its own way of writing down a car. */
const sites: Record<string, Site> = {
  [`avto-lviv.${domain}`]: {
    name: 'Авто Львів',
    language: 'uk',
    markup: jsonLdGraph,
    cars: [cars.octavia, cars.megane, cars.golf],
  },
  [`premium-kharkiv.${domain}`]: {
    name: 'Преміум Харків',
    language: 'uk',
    markup: jsonLdLowerCase,
    cars: [cars.x5, cars.a6],
  },
  [`garage-kyiv.${domain}`]: {
    name: 'Гараж Київ',
    language: 'uk',
    markup: microdata,
    cars: [cars.rav4, cars.cx5],
  },
  [`dnipro-motors.${domain}`]: {
    name: 'Днепр Моторс',
    language: 'ru',
    markup: tableInCp1251,
    cars: [cars.tucson, cars.sportage],
  },
  [`odesa-auto.${domain}`]: {
    name: 'Одесса Авто',
    language: 'ru',
    markup: openGraphOnly,
    cars: [cars.leaf, cars.fusion],
  },
  [`autohaus-beispiel.${domain}`]: {
    name: 'Autohaus Beispiel',
    language: 'de',
    markup: nextData,
    cars: [cars.passat, cars.cClass],
  },
  [`current-motors.${domain}`]: {
    name: 'Current Motors',
    language: 'en',
    markup: nuxtState,
    cars: [cars.model3, cars.xc60],
  },
  [`market.${domain}`]: { name: 'Базар авто', language: 'uk', markup: tableOnly, cars: marketPages.flat() },
}

const channelHost = `channel.${domain}`
const wallHost = `guarded.${domain}`
const channel = 'cartie_sample_channel'

/** Posts of the sample channel: two cars, and one that sells none. */
export const samplePosts = (publicUrl: string): SamplePost[] => [
  {
    id: 11,
    at: '2026-03-02T08:15:00Z',
    photo: `${publicUrl}/samples/photos/122-1.jpg`,
    lines: [
      'Mazda 6 2016',
      'Ціна: 14 300$',
      'Пробіг 148 тис. км, 2.0 бензин, автомат',
      'Київ, тел. +380 44 000 01 81',
    ],
  },
  {
    id: 12,
    at: '2026-03-02T10:40:00Z',
    lines: ['Доброго ранку! Сьогодні працюємо до 18:00, кава за наш рахунок.'],
  },
  {
    id: 13,
    at: '2026-03-03T07:05:00Z',
    photo: `${publicUrl}/samples/photos/176-1.jpg`,
    lines: [
      'Renault Scenic 2014, 8 700 $',
      'пробіг 196 тис км, дизель 1.5, механіка, Львів',
      'Дзвоніть: 032 000 01 82',
    ],
  },
]

const listingUrl = (host: string, car: SampleCar) => `https://${host}/auto/${slugOf(car)}.html`

/** What "Try with sample cars" reads: a dozen and a half adverts, a search, a channel, a wall, a sold car and a lost one. */
export const sampleUrls: readonly string[] = [
  ...Object.entries(sites).flatMap(([host, site]) =>
    host === `market.${domain}`
      ? [`https://${host}/search?page=1`]
      : site.cars.map((car) => listingUrl(host, car)),
  ),
  `https://${channelHost}/s/${channel}`,
  `https://${wallHost}/auto/bmw-3-2019-191.html`,
  `https://avto-lviv.${domain}/auto/lada-kalina-2009-190.html`,
]

/** Each advert with its address, for checks that all of them are read right. */
export const sampleAdverts: readonly { url: string; car: SampleCar; language: SampleLanguage }[] =
  Object.entries(sites).flatMap(([host, site]) =>
    site.cars.map((car) => ({ url: listingUrl(host, car), car, language: site.language })),
  )

/** What a sample host answers for a path with its query; undefined for hosts that are not ours. */
export function sampleReply(host: string, path: string, publicUrl: string): SampleReply | undefined {
  if (!sampleHosts.includes(host)) return undefined
  const html = (body: string, status = 200): SampleReply => ({
    status,
    type: 'text/html; charset=utf-8',
    body,
  })
  if (path === '/robots.txt') return { status: 200, type: 'text/plain', body: 'User-agent: *\nAllow: /\n' }
  if (host === wallHost) return html(captchaPage('Guarded'), 403)
  if (host === channelHost) {
    return path === `/s/${channel}`
      ? html(channelPage(channel, 'Cartie: зразки', samplePosts(publicUrl)))
      : html(missingPage(channel), 404)
  }
  const site = sites[host]!
  const found = /^\/search\?page=([12])$/.exec(path)
  if (found && host === `market.${domain}`) {
    const pageNumber = Number(found[1])
    return html(
      searchPage({
        site: site.name,
        cars: marketPages[pageNumber - 1]!,
        pageNumber,
        pages: marketPages.length,
        publicUrl,
      }),
    )
  }
  const car = site.cars.find((c) => path === `/auto/${slugOf(c)}.html`)
  if (!car) return html(missingPage(site.name), 404)
  const body = site.markup({
    car,
    language: site.language,
    site: site.name,
    url: `https://${host}${path}`,
    publicUrl,
  })
  if (site.markup !== tableInCp1251) return html(body)
  return { status: 200, type: 'text/html', body: encodeCp1251(body) }
}

/** Russian and Latin text in windows-1251, as old sites send it. */
function encodeCp1251(body: string): Uint8Array {
  const special: Record<string, number> = {
    Ё: 0xa8,
    ё: 0xb8,
    '—': 0x97,
    '–': 0x96,
    '·': 0xb7,
    '€': 0x88,
    '№': 0xb9,
    '’': 0x92,
    ' ': 0xa0,
  }
  return Uint8Array.from(body, (c) => {
    const code = c.charCodeAt(0)
    if (code < 0x80) return code
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : (special[c] ?? 0x3f)
  })
}
