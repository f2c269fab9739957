import type { SearchCriteria, Site } from '../site.ts'

const slug = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
const advert =
  /\/(?:angebote|offers?|annunci|annonces|anuncios|aanbod|anbote|oferte?|angebot|auto(?:moviles)?|nl\/aanbod|fr\/offres)\/[\w%-]+-([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})/i

const fuelCodes: Partial<Record<NonNullable<SearchCriteria['fuel']>, string>> = {
  petrol: 'B',
  diesel: 'D',
  electric: 'E',
  hybrid: '2',
  lpg: 'L',
  cng: 'C',
  hydrogen: 'H',
}

function searchUrl(c: SearchCriteria): string {
  const path = [
    'https://www.autoscout24.de/lst',
    ...(c.make ? [slug(c.make)] : []),
    ...(c.make && c.model ? [slug(c.model)] : []),
  ].join('/')
  const query = new URLSearchParams({ atype: 'C', ustate: 'N,U', sort: 'standard', desc: '0' })
  if (c.yearFrom) query.set('fregfrom', String(c.yearFrom))
  if (c.yearTo) query.set('fregto', String(c.yearTo))
  if (c.priceFrom) query.set('pricefrom', String(c.priceFrom))
  if (c.priceTo) query.set('priceto', String(c.priceTo))
  if (c.mileageTo) query.set('kmto', String(c.mileageTo))
  const fuel = c.fuel && fuelCodes[c.fuel]
  if (fuel) query.set('fuel', fuel)
  const gear = c.transmission === 'automatic' ? 'A' : c.transmission === 'manual' ? 'M' : undefined
  if (gear) query.set('gear', gear)
  return `${path}?${query.toString()}`
}

/** AutoScout24 in its countries; its data lies in the page's `__NEXT_DATA__`. */
export const autoscout24: Site = {
  id: 'autoscout24',
  name: 'AutoScout24',
  hosts: [
    'autoscout24.de',
    'autoscout24.com',
    'autoscout24.at',
    'autoscout24.be',
    'autoscout24.nl',
    'autoscout24.it',
    'autoscout24.fr',
    'autoscout24.es',
    'autoscout24.lu',
    'autoscout24.pl',
    'autoscout24.ro',
    'autoscout24.ch',
  ],
  // One advert is shown in every country under the same id.
  sourceOf: () => 'autoscout24',
  idOf: (url) => advert.exec(url.pathname)?.[1]?.toLowerCase(),
  kindOf: (url) =>
    advert.test(url.pathname)
      ? 'listing'
      : /^\/(?:\w\w\/)?(?:lst|haendler|dealers|concessionari|concessionnaires|concesionarios|autobedrijven)(?:[/?-]|$)/.test(
            url.pathname,
          )
        ? 'search'
        : undefined,
  nextPage: (url, seen) => {
    if (seen < 20) return undefined
    const next = new URL(url)
    next.searchParams.set('page', String(Number(url.searchParams.get('page') ?? '1') + 1))
    return Number(next.searchParams.get('page')) > 20 ? undefined : next.href
  },
  search: {
    fields: [
      'make',
      'model',
      'yearFrom',
      'yearTo',
      'priceFrom',
      'priceTo',
      'mileageTo',
      'fuel',
      'transmission',
    ],
    url: searchUrl,
  },
}
