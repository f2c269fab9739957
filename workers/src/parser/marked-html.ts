import type { CheerioAPI } from 'cheerio'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import { absoluteUrl } from './page-context.ts'

const banned =
  'script,noscript,iframe,frame,frameset,object,embed,applet,link,meta,base,template,audio,video,source[type^="video"],portal,math'
const allowedAttributes = new Set([
  'class',
  'id',
  'style',
  'alt',
  'title',
  'width',
  'height',
  'colspan',
  'rowspan',
  'lang',
  'dir',
  'role',
  'datetime',
  'value',
  'type',
  'name',
  'itemprop',
  'viewbox',
  'd',
  'fill',
  'hidden',
])
const longest = 2_000_000

/** Styles without anything that loads or runs. */
const tame = (css: string): string =>
  css
    .replace(/@import[^;]*;?/gi, '')
    .replace(/url\s{0,99}\([^)]*(?:\)|$)/gi, 'none')
    .replace(/expression\s*\(|-moz-binding|behavior\s*:/gi, '')

/**
 * The page for the parser lab: no scripts, frames, forms' targets or event handlers; images by absolute http(s)
 * addresses only; each matched element carries `data-cartie-field` with its field. Changes the given tree.
 */
export function markedHtml($: CheerioAPI, rules: SiteProfileInput['rules'], base: string): string {
  for (const [field, rule] of Object.entries(rules)) {
    try {
      $(rule.selector)
        .slice(0, field === 'images' ? 60 : 1)
        .each((_, element) => {
          const node = $(element)
          const known = node.attr('data-cartie-field')
          node.attr('data-cartie-field', known === undefined ? field : `${known} ${field}`)
        })
    } catch {
      continue
    }
  }
  $(banned).remove()
  $('*')
    .contents()
    .filter((_, node) => node.type === 'comment' || node.type === 'directive')
    .remove()
  $('style').each((_, element) => {
    const node = $(element)
    node.text(tame(node.text()).replace(/<\//g, ''))
  })
  $('*').each((_, element) => {
    const node = $(element)
    for (const [name, value] of Object.entries(node.attr() ?? {})) {
      const lower = name.toLowerCase()
      if (lower === 'src' && node.is('img')) {
        const url = absoluteUrl(value, base)
        if (url) node.attr(name, url).attr('referrerpolicy', 'no-referrer').attr('loading', 'lazy')
        else node.removeAttr(name)
      } else if (lower === 'style') node.attr(name, tame(value))
      else if (
        lower !== 'data-cartie-field' &&
        lower !== 'referrerpolicy' &&
        lower !== 'loading' &&
        !allowedAttributes.has(lower) &&
        !/^(?:data|aria)-[\w-]+$/.test(lower)
      )
        node.removeAttr(name)
    }
  })
  const head = $('head').html() ?? ''
  const body = $('body').length ? ($('body').html() ?? '') : $.html()
  return `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`.slice(
    0,
    longest,
  )
}
