import type { SampleLanguage } from './sample-car.ts'

export interface Frame {
  language: SampleLanguage
  site: string
  title: string
  /** Markup of the head, beyond title and charset. */
  head?: string
  body: string
  charset?: 'utf-8' | 'windows-1251'
}

/** Text as it may stand between tags and in attributes. */
export const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** JSON as it may stand in a script. */
export const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

const note = {
  uk: 'Це вигаданий сайт зі зразками Cartie: авто не існують і не продаються.',
  ru: 'Это вымышленный сайт с образцами Cartie: этих машин нет в природе.',
  en: 'This is a made-up site with samples of Cartie: nothing here is real.',
  de: 'Dies ist eine erfundene Seite mit Beispielen von Cartie.',
}

/** A whole page of a sample site. */
export const page = ({
  language,
  site,
  title,
  head = '',
  body,
  charset = 'utf-8',
}: Frame): string => `<!doctype html>
<html lang="${language}"><head><meta charset="${charset}"><title>${text(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:960px;margin:0 auto;padding:24px;color:#1c2430}img{max-width:100%;border-radius:10px}h1{line-height:1.2}.price{font-size:1.7em;font-weight:700}dt,th{color:#667;text-align:left;padding-right:20px}.card{display:flex;gap:16px;padding:14px 0;border-top:1px solid #dde}.card img{width:220px}footer{color:#889;margin-top:40px;font-size:.85em}</style>
${head}</head><body><header><a href="/">${text(site)}</a></header>
<main>${body}</main><footer>${note[language]}</footer></body></html>`
