import type { SearchCriteria, Site } from '../site.ts'

const ukrainianMakes = (make: string) =>
  make
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')

function searchUrl(c: SearchCriteria): string {
  const path = [
    'https://www.olx.ua/uk/transport/legkovye-avtomobili',
    ...(c.make ? [ukrainianMakes(c.make)] : []),
  ].join('/')
  const query = new URLSearchParams()
  if (c.make && c.model) query.set('search[filter_enum_model][0]', ukrainianMakes(c.model))
  if (c.priceFrom) query.set('search[filter_float_price:from]', String(c.priceFrom))
  if (c.priceTo) query.set('search[filter_float_price:to]', String(c.priceTo))
  if (c.priceFrom !== undefined || c.priceTo !== undefined) query.set('currency', c.currency ?? 'USD')
  if (c.yearFrom) query.set('search[filter_float_motor_year:from]', String(c.yearFrom))
  if (c.yearTo) query.set('search[filter_float_motor_year:to]', String(c.yearTo))
  const text = query.toString()
  return `${path}/${text ? `?${text}` : ''}`
}

/** OLX in its countries: the same markup in Ukraine, Romania, Poland, Bulgaria, Portugal and Kazakhstan; its own in Bosnia. */
export const olx: Site = {
  id: 'olx',
  name: 'OLX',
  hosts: ['olx.ua', 'olx.ro', 'olx.pl', 'olx.bg', 'olx.pt', 'olx.kz', 'olx.uz', 'olx.ba'],
  idOf: (url) => /-ID([\w]+)\.html/.exec(url.pathname)?.[1] ?? /\/artikal\/(\d+)/.exec(url.pathname)?.[1],
  kindOf: (url) => {
    if (
      /\/(?:d\/)?(?:\w\w\/)?(?:obyavlenie|oferta|ad|anuncio)\/|-ID\w+\.html|\/artikal\/\d+/.test(url.pathname)
    )
      return 'listing'
    return /\/(?:pretraga|list|transport|auto-masini|avtomobili|motoryzacja|legkovye)/.test(url.pathname)
      ? 'search'
      : undefined
  },
  canonicalUrl: (url) =>
    /-ID\w+\.html|\/artikal\/\d+/.test(url.pathname)
      ? `https://www.${url.hostname.replace(/^(?:www|m)\./, '')}${url.pathname}`
      : undefined,
  urlOf: (id, host) => (host === 'olx.ba' && /^\d+$/.test(id) ? `https://olx.ba/artikal/${id}` : undefined),
  search: {
    fields: ['make', 'model', 'yearFrom', 'yearTo', 'priceFrom', 'priceTo', 'currency'],
    url: searchUrl,
  },
}
