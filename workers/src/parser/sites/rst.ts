import type { SearchCriteria, Site } from '../site.ts'

function searchUrl(c: SearchCriteria): string {
  const slug = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
  const path = [
    'https://rst.ua/oldcars',
    ...(c.make ? [slug(c.make)] : []),
    ...(c.make && c.model ? [slug(c.model)] : []),
  ].join('/')
  const query = new URLSearchParams()
  if (c.priceFrom) query.set('price[]', String(c.priceFrom))
  if (c.priceTo) query.append('price[]', String(c.priceTo))
  if (c.yearFrom) query.set('year[]', String(c.yearFrom))
  if (c.yearTo) query.append('year[]', String(c.yearTo))
  const text = query.toString()
  return `${path}/${text ? `?${text}` : ''}`
}

/** rst.ua: old markup with tables, windows-1251, prices in dollars and hryvnias. */
export const rst: Site = {
  id: 'rst.ua',
  name: 'RST',
  hosts: ['rst.ua'],
  idOf: (url) => /_(\d{5,})\.html/.exec(url.pathname)?.[1],
  kindOf: (url) =>
    /_\d{5,}\.html/.test(url.pathname)
      ? 'listing'
      : /\/oldcars\/(?:[\w-]+\/)*(?:\d+\.html)?$/.test(url.pathname)
        ? 'search'
        : undefined,
  nextPage: (url, seen) => {
    if (seen < 10 || !url.pathname.startsWith('/oldcars')) return undefined
    const page = Number(/\/(\d+)\.html$/.exec(url.pathname)?.[1] ?? '1')
    const next = new URL(url)
    next.pathname = `${url.pathname.replace(/\d+\.html$/, '').replace(/\/?$/, '/')}${page + 1}.html`
    return next.href
  },
  search: { fields: ['make', 'model', 'yearFrom', 'yearTo', 'priceFrom', 'priceTo'], url: searchUrl },
}
