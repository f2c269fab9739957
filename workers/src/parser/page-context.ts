import { builtIn, type Dictionary } from '@cartie/shared/domain/dictionary'
import { PageText } from './page-text.ts'

/** What a page's address and markup tell about the units and currency of its bare numbers. */
export interface PageContext {
  /** The address of the page, absolute. */
  url: string
  host: string
  /** The address against which links are resolved. */
  base: string
  /** Lower-case language, such as `de` or `uk`; '' if unknown. */
  lang: string
  /** ISO 3166 alpha-2 for telephone numbers without a country code. */
  country: string
  /** ISO 4217 of bare prices; undefined where the site could use any. */
  currency?: string
  /** The unit of a mileage without one. */
  mileageUnit: 'km' | 'mi' | 'mil'
  /** By what makes, models and towns are recognised. */
  dictionary: Dictionary
}

const places: Record<string, [country: string, currency: string]> = {
  ua: ['UA', 'UAH'],
  de: ['DE', 'EUR'],
  at: ['AT', 'EUR'],
  fr: ['FR', 'EUR'],
  it: ['IT', 'EUR'],
  es: ['ES', 'EUR'],
  pt: ['PT', 'EUR'],
  nl: ['NL', 'EUR'],
  be: ['BE', 'EUR'],
  lu: ['LU', 'EUR'],
  ie: ['IE', 'EUR'],
  fi: ['FI', 'EUR'],
  ee: ['EE', 'EUR'],
  lv: ['LV', 'EUR'],
  lt: ['LT', 'EUR'],
  sk: ['SK', 'EUR'],
  si: ['SI', 'EUR'],
  gr: ['GR', 'EUR'],
  hr: ['HR', 'EUR'],
  pl: ['PL', 'PLN'],
  cz: ['CZ', 'CZK'],
  hu: ['HU', 'HUF'],
  ro: ['RO', 'EUR'],
  bg: ['BG', 'EUR'],
  rs: ['RS', 'EUR'],
  ba: ['BA', 'BAM'],
  me: ['ME', 'EUR'],
  mk: ['MK', 'EUR'],
  al: ['AL', 'EUR'],
  ch: ['CH', 'CHF'],
  uk: ['GB', 'GBP'],
  gb: ['GB', 'GBP'],
  se: ['SE', 'SEK'],
  no: ['NO', 'NOK'],
  dk: ['DK', 'DKK'],
  is: ['IS', 'ISK'],
  tr: ['TR', 'TRY'],
  ru: ['RU', 'RUB'],
  by: ['BY', 'USD'],
  kz: ['KZ', 'KZT'],
  md: ['MD', 'EUR'],
  ge: ['GE', 'USD'],
  am: ['AM', 'USD'],
  az: ['AZ', 'AZN'],
  us: ['US', 'USD'],
  ca: ['CA', 'CAD'],
  au: ['AU', 'AUD'],
  nz: ['NZ', 'NZD'],
  jp: ['JP', 'JPY'],
  kr: ['KR', 'KRW'],
  in: ['IN', 'INR'],
  il: ['IL', 'ILS'],
  ae: ['AE', 'AED'],
  za: ['ZA', 'ZAR'],
  br: ['BR', 'BRL'],
  mx: ['MX', 'MXN'],
}
const byLang: Record<string, string> = {
  uk: 'ua',
  de: 'de',
  fr: 'fr',
  it: 'it',
  es: 'es',
  nl: 'nl',
  pl: 'pl',
  cs: 'cz',
  sk: 'sk',
  hu: 'hu',
  ro: 'ro',
  bg: 'bg',
  sv: 'se',
  nb: 'no',
  no: 'no',
  da: 'dk',
  fi: 'fi',
  tr: 'tr',
  bs: 'ba',
  sr: 'rs',
  hr: 'hr',
  sl: 'si',
  el: 'gr',
  pt: 'pt',
  lt: 'lt',
  lv: 'lv',
  et: 'ee',
  he: 'il',
  ja: 'jp',
  ko: 'kr',
}
const dotComs: Record<string, string> = {
  'sahibinden.com': 'tr',
  'arabam.com': 'tr',
  'autotrader.com': 'us',
  'craigslist.org': 'us',
  'truecar.com': 'us',
  'carfax.com': 'us',
  'autotempest.com': 'us',
  'gumtree.com': 'uk',
  'kijiji.ca': 'ca',
  'cars.com': 'us',
  'cargurus.com': 'us',
  'carvana.com': 'us',
  'auto.ria.com': 'ua',
  'bytbil.com': 'se',
  'milanuncios.com': 'es',
  'autocasion.com': 'es',
  'standvirtual.com': 'pt',
  'polovniautomobili.com': 'rs',
  'arnoldclark.com': 'uk',
  'motors.co.uk': 'uk',
  'lacentrale.fr': 'fr',
  'coches.net': 'es',
  'otomoto.pl': 'pl',
}

function placeOf(host: string, lang: string, region: string): string | undefined {
  const known = Object.entries(dotComs).find(([name]) => host === name || host.endsWith(`.${name}`))
  if (known) return known[1]
  const tld = host.slice(host.lastIndexOf('.') + 1)
  const second = host.split('.').at(-2) ?? ''
  if (places[tld] && tld !== 'me' && tld !== 'is' && tld !== 'am') return tld
  if (places[region]) return region
  if (places[second] && /^(?:com|net|org)$/.test(tld) && second.length === 2) return second
  return byLang[lang]
}

/** A page that names one of these currencies in its data is of that country, whatever its host. */
function placeOfCurrency(head: PageText): string | undefined {
  const code = head.exec(
    /(?:priceCurrency|price:currency|currency(?:Code)?)["'\s:=]{1,6}(?:content=["'])?(GBP|PLN|SEK|NOK|DKK|CZK|HUF|CHF|UAH|TRY|BGN|BAM|RON|CAD|AUD)\b/i,
  )?.[1]
  return code === undefined ? undefined : code.slice(0, 2).toLowerCase().replace('gb', 'uk')
}

/** Reads language, country, currency and base address. `markup` is the first part of the page's; for JSON pass ''. */
export function pageContext(
  url: string,
  markup: PageText | string,
  dictionary: Dictionary = builtIn,
): PageContext {
  const head = PageText.of(markup)
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    parsed = new URL('http://unknown.invalid/')
  }
  const htmlTag = head.exec(/<html(?=[\s/])[^<>]{0,1000}?\slang\s{0,9}=[^<>]{0,100}/i)?.[0] ?? ''
  const locale = (
    /\slang\s*=\s*["']?([\w-]+)/i.exec(htmlTag)?.[1] ??
    head.exec(/og:locale["'][^<>]{0,200}?content\s{0,9}=\s{0,9}["']([\w-]{1,20})/i)?.[1] ??
    ''
  ).toLowerCase()
  const [lang = '', region = ''] = locale.split(/[-_]/)
  const host = parsed.hostname.toLowerCase().replace(/^www\./, '')
  const place = placeOf(host, lang, region === '' && lang === 'en' ? '' : region) ?? placeOfCurrency(head)
  const [country, currency] = (place && places[place]) || ['UA', undefined]
  let base = parsed.href
  const href = head.exec(/<base\s[^<>]{0,200}?href\s{0,9}=\s{0,9}["']([^"'<>]{1,2000})/i)?.[1]
  if (href) {
    try {
      base = new URL(href, parsed).href
    } catch {
      base = parsed.href
    }
  }
  return {
    url: parsed.href,
    host,
    base,
    lang,
    dictionary,
    country,
    ...(currency ? { currency } : {}),
    mileageUnit:
      country === 'GB' ||
      country === 'US' ||
      (place === undefined && lang === 'en' && !head.test(/\d ?km\b/i))
        ? 'mi'
        : country === 'SE' || lang === 'sv'
          ? 'mil'
          : 'km',
  }
}

/** An address that parsing would give back as it is: a named host, no port, no dots between slashes, no escapes. */
const settled =
  /^https?:\/\/(?:(?!xn--)[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,20}\/(?!\.)(?:[\w~!$&()*+,;=:@-]|\/(?!\.)|(?<!\/)\.)*$/

/** An absolute http(s) address, or undefined. */
export function absoluteUrl(href: string, base: string): string | undefined {
  const trimmed = href.trim()
  if (
    trimmed === '' ||
    trimmed.length > 4_000 ||
    /^(?:#|javascript:|mailto:|tel:|data:|about:|blob:)/i.test(trimmed)
  )
    return undefined
  if (trimmed.length < 500 && settled.test(trimmed)) return trimmed
  try {
    const url = new URL(trimmed, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Whether two addresses belong to one site: what a page says of its own address is believed only then. */
export const sameSite = (a: string, b: string): boolean =>
  URL.canParse(a) &&
  new URL(a).hostname.split('.').slice(-2).join('.') === new URL(b).hostname.split('.').slice(-2).join('.') &&
  new URL(a).pathname.length > 1
