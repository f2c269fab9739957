import { page, json, text } from './page-frame.ts'
import { photosOf, titleOf, type SampleCar, type SampleLanguage } from './sample-car.ts'
import { priceText, spaced, specRows, words } from './words.ts'

export interface SamplePage {
  car: SampleCar
  language: SampleLanguage
  site: string
  /** The page's own address. */
  url: string
  publicUrl: string
}

/** One way in which sites write down a car. */
export type Markup = (p: SamplePage) => string

const photos = (p: SamplePage, attributes = '') =>
  photosOf(p.car, p.publicUrl)
    .map((src) => `<img ${attributes} src="${src}" alt="${text(titleOf(p.car))}">`)
    .join('')

const visible = (p: SamplePage) => {
  const w = words[p.language]
  return `<h1>${text(titleOf(p.car))}</h1><div class="gallery">${photos(p)}</div><p class="price">${priceText(p.car)}</p>
<h2>${w.labels.about}</h2><p class="description">${text(p.car.about)}</p>
<h2>${w.labels.seller}</h2><p class="seller-name">${text(p.car.seller)}</p><p class="seller-type">${p.car.sellerKind === 'dealer' ? w.dealer : w.person}</p><a href="tel:${p.car.phone}">${w.contact}: ${p.car.phone}</a>`
}

const specTable = (p: SamplePage) =>
  `<h2>${words[p.language].labels.details}</h2><table class="specs">${specRows(p.car, p.language)
    .map(([label, value]) => `<tr><th>${text(label)}</th><td>${text(value)}</td></tr>`)
    .join('')}</table>`

const frame = (p: SamplePage, head: string, body: string) =>
  page({ language: p.language, site: p.site, title: `${titleOf(p.car)} — ${p.site}`, head, body })

/** schema.org properties of a car as JSON-LD writes them. */
const ldCar = ({ car, language, publicUrl, url }: SamplePage) => ({
  name: titleOf(car),
  url,
  description: car.about,
  image: photosOf(car, publicUrl),
  brand: { '@type': 'Brand', name: car.make },
  model: car.model,
  vehicleModelDate: String(car.year),
  mileageFromOdometer: { '@type': 'QuantitativeValue', value: car.mileageKm, unitCode: 'KMT' },
  fuelType: words[language].fuel[car.fuel],
  vehicleTransmission: words[language].transmission[car.transmission],
  bodyType: words[language].body[car.body],
  driveWheelConfiguration: words[language].drive[car.drive],
  color: words[language].paint[car.paint],
  ...(car.vin ? { vehicleIdentificationNumber: car.vin } : {}),
  vehicleEngine: {
    '@type': 'EngineSpecification',
    ...(car.engineL
      ? { engineDisplacement: { '@type': 'QuantitativeValue', value: car.engineL, unitCode: 'LTR' } }
      : {}),
    enginePower: { '@type': 'QuantitativeValue', value: car.powerHp, unitText: 'hp' },
  },
  itemCondition: 'https://schema.org/UsedCondition',
})

const ldOffer = ({ car }: SamplePage) => ({
  '@type': 'Offer',
  price: car.price,
  priceCurrency: car.currency,
  availability: `https://schema.org/${car.sold ? 'SoldOut' : 'InStock'}`,
  seller: {
    '@type': car.sellerKind === 'dealer' ? 'AutoDealer' : 'Person',
    name: car.seller,
    telephone: car.phone,
    address: { '@type': 'PostalAddress', addressLocality: car.city },
  },
})

const ldScript = (value: unknown) => `<script type="application/ld+json">${json(value)}</script>`

/** JSON-LD with everything in one @graph, among a breadcrumb and the site itself. */
export const jsonLdGraph: Markup = (p) =>
  frame(
    p,
    ldScript({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: p.site, url: new URL('/', p.url).href },
        {
          '@type': 'BreadcrumbList',
          itemListElement: [{ '@type': 'ListItem', position: 1, name: p.car.make }],
        },
        { '@type': 'Car', ...ldCar(p), offers: ldOffer(p) },
      ],
    }),
    `${p.car.sold ? '<p class="notice">Авто продано. Дякуємо!</p>' : ''}${visible(p)}${specTable(p)}`,
  )

/** JSON-LD as a list, types in lower case and doubled, as careless templates write it. */
export const jsonLdLowerCase: Markup = (p) =>
  frame(
    p,
    ldScript([
      {
        '@context': 'http://schema.org/',
        '@type': ['product', 'car'],
        ...ldCar(p),
        offers: [{ ...ldOffer(p), price: `${p.car.price}.00` }],
      },
    ]),
    `${visible(p)}${specTable(p)}`,
  )

/** schema.org microdata in the visible markup. */
export const microdata: Markup = (p) => {
  const { car } = p
  const w = words[p.language]
  const meta = (name: string, value: string | number | undefined) =>
    value === undefined ? '' : `<meta itemprop="${name}" content="${text(String(value))}">`
  return frame(
    p,
    '',
    `<article itemscope itemtype="https://schema.org/Car"><h1 itemprop="name">${text(titleOf(car))}</h1>${photos(p, 'itemprop="image"')}
${meta('model', car.model)}${meta('vehicleModelDate', car.year)}${meta('vehicleIdentificationNumber', car.vin)}
<span itemprop="brand" itemscope itemtype="https://schema.org/Brand">${meta('name', car.make)}</span>
<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><p class="price"><span itemprop="price" content="${car.price}">${spaced(car.price)}</span> <span itemprop="priceCurrency" content="${car.currency}">$</span></p>
<link itemprop="availability" href="https://schema.org/InStock"><p itemprop="seller" itemscope itemtype="https://schema.org/${car.sellerKind === 'dealer' ? 'AutoDealer' : 'Person'}"><span itemprop="name">${text(car.seller)}</span> <a href="tel:${car.phone}" itemprop="telephone">${car.phone}</a> <span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="addressLocality">${text(car.city)}</span></span></p></div>
<ul><li>${w.labels.mileage}: <span itemprop="mileageFromOdometer" itemscope itemtype="https://schema.org/QuantitativeValue"><meta itemprop="unitCode" content="KMT"><span itemprop="value" content="${car.mileageKm}">${spaced(car.mileageKm)}</span> ${w.km}</span></li>
<li>${w.labels.fuel}: <span itemprop="fuelType">${w.fuel[car.fuel]}</span></li><li>${w.labels.transmission}: <span itemprop="vehicleTransmission">${w.transmission[car.transmission]}</span></li>
<li>${w.labels.body}: <span itemprop="bodyType">${w.body[car.body]}</span></li><li>${w.labels.drive}: <span itemprop="driveWheelConfiguration">${w.drive[car.drive]}</span></li>
<li>${w.labels.color}: <span itemprop="color">${w.paint[car.paint]}</span></li><li itemprop="vehicleEngine" itemscope itemtype="https://schema.org/EngineSpecification">${w.labels.engine}: <span itemprop="engineDisplacement">${car.engineL?.toFixed(1)} ${w.litres}</span>, <span itemprop="enginePower">${car.powerHp} ${w.hp}</span></li></ul>
<p itemprop="description">${text(car.about)}</p></article>`,
  )
}

/** Only a table of labels and values, as small dealers' sites have it; without any markup for machines. */
export const tableOnly: Markup = (p) => frame(p, '', `${visible(p)}${specTable(p)}`)

/** The same in windows-1251, said only in the markup: the bytes are encoded where it is served. */
export const tableInCp1251: Markup = (p) => tableOnly(p).replace('charset="utf-8"', 'charset="windows-1251"')

/** OpenGraph in the head, and a plain list for people. */
export const openGraphOnly: Markup = (p) => {
  const { car } = p
  const w = words[p.language]
  const facts = [
    `${spaced(car.mileageKm)} ${w.km}`,
    w.fuel[car.fuel],
    car.engineL && `${car.engineL.toFixed(1)} ${w.litres}`,
    w.transmission[car.transmission],
    w.body[car.body],
    car.city,
  ]
  const og = (name: string, value: string) => `<meta property="${name}" content="${text(value)}">`
  return frame(
    p,
    `${og('og:type', 'product')}${og('og:title', titleOf(car))}${og('og:url', p.url)}${og('og:site_name', p.site)}${og('og:description', facts.filter(Boolean).join(', '))}${photosOf(
      car,
      p.publicUrl,
    )
      .map((src) => og('og:image', src))
      .join(
        '',
      )}${og('product:price:amount', String(car.price))}${og('product:price:currency', car.currency)}`,
    `${visible(p)}<ul class="facts">${specRows(car, p.language)
      .slice(3)
      .map(([label, value]) => `<li>${text(label)}: ${text(value)}</li>`)
      .join('')}</ul>`,
  )
}
