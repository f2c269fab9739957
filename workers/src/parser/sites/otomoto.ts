import type { SearchCriteria, Site } from '../site.ts'

const slug = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function searchUrl(c: SearchCriteria): string {
  const path = [
    'https://www.otomoto.pl/osobowe',
    ...(c.make ? [slug(c.make)] : []),
    ...(c.make && c.model ? [slug(c.model)] : []),
    ...(c.yearFrom ? [`od-${c.yearFrom}`] : []),
  ].join('/')
  const query = new URLSearchParams()
  if (c.yearTo) query.set('search[filter_float_year:to]', String(c.yearTo))
  if (c.priceFrom) query.set('search[filter_float_price:from]', String(c.priceFrom))
  if (c.priceTo) query.set('search[filter_float_price:to]', String(c.priceTo))
  if (c.currency && c.currency !== 'PLN' && (c.priceFrom ?? c.priceTo))
    query.set('search[filter_enum_currency]', c.currency)
  if (c.mileageTo) query.set('search[filter_float_mileage:to]', String(c.mileageTo))
  const text = query.toString()
  return `${path}${text ? `?${text}` : ''}`
}

/** Otomoto and its sisters Autovit and Standvirtual: one engine, the advert in `__NEXT_DATA__`. */
export const otomoto: Site = {
  id: 'otomoto',
  name: 'Otomoto, Autovit, Standvirtual',
  hosts: ['otomoto.pl', 'autovit.ro', 'standvirtual.com'],
  idOf: (url) => /-ID([\w]+)\.html/.exec(url.pathname)?.[1],
  kindOf: (url) =>
    /-ID\w+\.html/.test(url.pathname)
      ? 'listing'
      : /^\/(?:osobowe|autoturisme|carros|motocykle-i-quady|inventory|dealer)(?:\/|$)/.test(url.pathname)
        ? 'search'
        : undefined,
  canonicalUrl: (url) =>
    /-ID\w+\.html/.test(url.pathname)
      ? `https://www.${url.hostname.replace(/^www\./, '')}${url.pathname}`
      : undefined,
  nextPage: (url, seen) => {
    if (seen < 30) return undefined
    const next = new URL(url)
    next.searchParams.set('page', String(Number(url.searchParams.get('page') ?? '1') + 1))
    return next.href
  },
  search: {
    fields: ['make', 'model', 'yearFrom', 'yearTo', 'priceFrom', 'priceTo', 'currency', 'mileageTo'],
    url: searchUrl,
  },
}
