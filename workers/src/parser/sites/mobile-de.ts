import type { SearchCriteria, Site } from '../site.ts'

/** The site's numbers for makes; a search by name alone is not possible there. */
const makeIds: Record<string, number> = {
  'Alfa Romeo': 900,
  'Aston Martin': 1700,
  Audi: 1900,
  Bentley: 3100,
  BMW: 3500,
  Chevrolet: 5600,
  Chrysler: 5700,
  Citroen: 5900,
  Dacia: 6600,
  Dodge: 7700,
  Fiat: 8800,
  Ford: 9000,
  Honda: 11000,
  Hyundai: 11600,
  Infiniti: 11650,
  Jaguar: 12400,
  Jeep: 12600,
  Kia: 13200,
  'Land Rover': 14800,
  Lexus: 15200,
  Maserati: 16600,
  Mazda: 16800,
  'Mercedes-Benz': 17200,
  MINI: 17500,
  Mitsubishi: 17700,
  Nissan: 18700,
  Opel: 19000,
  Peugeot: 19300,
  Porsche: 20100,
  Renault: 20700,
  Seat: 22500,
  Skoda: 22900,
  Smart: 23000,
  Subaru: 23500,
  Suzuki: 23600,
  Tesla: 135,
  Toyota: 24100,
  Volkswagen: 25200,
  Volvo: 25100,
}

const fuelCodes: Partial<Record<NonNullable<SearchCriteria['fuel']>, string>> = {
  petrol: 'PETROL',
  diesel: 'DIESEL',
  electric: 'ELECTRICITY',
  hybrid: 'HYBRID',
  lpg: 'LPG',
  cng: 'CNG',
  hydrogen: 'HYDROGENIUM',
}

function searchUrl(c: SearchCriteria): string {
  const query = new URLSearchParams({ dam: 'false', isSearchRequest: 'true', s: 'Car', vc: 'Car' })
  const make = c.make ? makeIds[c.make] : undefined
  if (make !== undefined) query.set('ms', `${make};;;${c.model ?? ''}`)
  else if (c.make) query.set('q', [c.make, c.model].filter(Boolean).join(' '))
  const range = (from?: number, to?: number) => `${from ?? ''}:${to ?? ''}`
  if (c.yearFrom ?? c.yearTo) query.set('fr', range(c.yearFrom, c.yearTo))
  if (c.priceFrom ?? c.priceTo) query.set('p', range(c.priceFrom, c.priceTo))
  if (c.mileageTo) query.set('ml', range(undefined, c.mileageTo))
  const fuel = c.fuel && fuelCodes[c.fuel]
  if (fuel) query.set('ft', fuel)
  if (c.transmission === 'automatic') query.set('tr', 'AUTOMATIC_GEAR')
  if (c.transmission === 'manual') query.set('tr', 'MANUAL_GEAR')
  return `https://suchen.mobile.de/fahrzeuge/search.html?${query.toString()}`
}

/** mobile.de with its Romanian, Italian, Polish and other faces. */
export const mobileDe: Site = {
  id: 'mobile.de',
  name: 'mobile.de',
  hosts: ['mobile.de', 'suchen.mobile.de', 'home.mobile.de', 'mobile.ro', 'automobile.it', 'automobile.fr'],
  sourceOf: (host) => (host.endsWith('mobile.de') || host === 'mobile.ro' ? 'mobile.de' : host),
  idOf: (url) =>
    /details|detalii|vehicule|auto-inserat/.test(url.pathname)
      ? (/^\d{6,}$/.exec(url.searchParams.get('id') ?? '')?.[0] ??
        /\/(\d{8,})(?:\.html)?$/.exec(url.pathname)?.[1])
      : undefined,
  kindOf: (url) =>
    /\/(?:details|detalii|auto-inserat)/.test(url.pathname)
      ? 'listing'
      : /\/search\.html|\/(?:cautare|cerca|szukaj)\.html|home\.mobile\.de/.test(url.href)
        ? 'search'
        : undefined,
  canonicalUrl: (url) => {
    const id = url.searchParams.get('id')
    return /\/(?:details|detalii)/.test(url.pathname) && id
      ? `https://suchen.mobile.de/fahrzeuge/details.html?id=${id}`
      : undefined
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
