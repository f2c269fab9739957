import type { Markup, SamplePage } from './markups.ts'
import { json, page, text } from './page-frame.ts'
import { photosOf, titleOf } from './sample-car.ts'
import { spaced, words } from './words.ts'

/** A car as an application's own state names it. */
const advert = ({ car, language, publicUrl, url }: SamplePage) => ({
  id: car.id,
  url,
  title: titleOf(car),
  make: car.make,
  model: car.model,
  year: car.year,
  price: { amount: car.price, currency: car.currency },
  mileage: { value: car.mileageKm, unit: 'km' },
  fuelType: words[language].fuel[car.fuel],
  transmission: words[language].transmission[car.transmission],
  bodyType: words[language].body[car.body],
  driveType: words[language].drive[car.drive],
  color: words[language].paint[car.paint],
  engineSize: car.engineL && `${car.engineL.toFixed(1)} L`,
  powerHp: car.powerHp,
  vin: car.vin,
  location: { city: car.city },
  description: car.about,
  images: photosOf(car, publicUrl),
  seller: { name: car.seller, type: car.sellerKind, phone: car.phone },
})

const shell = (p: SamplePage, script: string) =>
  page({
    language: p.language,
    site: p.site,
    title: `${titleOf(p.car)} | ${p.site}`,
    head: `<meta name="description" content="${text(titleOf(p.car))}, ${spaced(p.car.mileageKm)} ${words[p.language].km}">`,
    body: `<div id="app"><h1>${text(titleOf(p.car))}</h1><p>${text(p.car.about)}</p></div>${script}`,
  })

/** The state of a Next.js page. */
export const nextData: Markup = (p) =>
  shell(
    p,
    `<script id="__NEXT_DATA__" type="application/json">${json({ props: { pageProps: { locale: p.language, listing: advert(p) } }, page: '/fahrzeuge/[id]', query: { id: String(p.car.id) }, buildId: 'sample' })}</script>`,
  )

/** The state of a Nuxt page: a function that is called with its repeated values. */
export const nuxtState: Markup = (p) => {
  const { make, model, ...rest } = advert(p)
  const listing = json(rest).replace(/^\{/, '{make:a,model:b,active:c,deleted:d,')
  return shell(
    p,
    `<script>window.__NUXT__=(function(a,b,c,d){return {layout:"default",data:[{listing:${listing}}],fetch:{},error:null,serverRendered:c}}(${json(make)},${json(model)},true,false))</script>`,
  )
}
