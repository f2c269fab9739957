import { decodeEntities } from './entities.ts'
import { OPEN } from './html-scan.ts'
import type { HtmlScan } from './html-scan.ts'
import { absoluteUrl } from './page-context.ts'

/** One post of a public channel's preview page. */
export interface ChannelPost {
  channel: string
  messageId: number
  text: string
  /** ISO 8601, UTC; absent if the page does not say. */
  postedAt?: string
  views?: number
  photos: string[]
  url: string
}

export interface ChannelPage {
  channel: string
  posts: ChannelPost[]
  /** The page with older posts. */
  nextPageUrl?: string
}

/** Whether a page is a preview of a public Telegram channel, live or saved. */
export function isChannelPage(host: string, scan: HtmlScan): boolean {
  if (isExport(scan)) return true
  // The short piece is found, or not, several times faster.
  if (scan.find('gme_wi') >= 0 && scan.find('tgme_widget_message') >= 0) return true
  return (host === 't.me' || host === 'telegram.me') && scan.find('tgme_') >= 0
}

function hasClass(scan: HtmlScan, i: number, name: string): boolean {
  const tag = scan.tag(i)
  return tag.includes(name) && (scan.attr(i, 'class') ?? '').split(/\s+/).includes(name)
}

function viewsOf(text: string): number | undefined {
  const m = /^([\d.]+)\s*([KM]?)$/i.exec(text.trim())
  return m
    ? Math.round(
        Number(m[1]) * (m[2]?.toUpperCase() === 'K' ? 1_000 : m[2]?.toUpperCase() === 'M' ? 1_000_000 : 1),
      )
    : undefined
}

function readPost(scan: HtmlScan, box: number): ChannelPost | undefined {
  const [channel = '', id = ''] = (scan.attr(box, 'data-post') ?? '').split('/')
  if (channel === '' || !/^\d+$/.test(id)) return undefined
  const post: ChannelPost = {
    channel,
    messageId: Number(id),
    text: '',
    photos: [],
    url: `https://t.me/${channel}/${id}`,
  }
  for (let i = box + 1; i < (scan.stop[box] as number); i++) {
    if (scan.kind[i] !== OPEN) continue
    const tag = scan.tag(i)
    if (tag.includes('tgme_widget_message_text') && post.text === '' && !insideReply(scan, i, box)) {
      post.text = scan.textOf(i + 1, scan.stop[i] as number, 8_000, true)
    } else if (/tgme_widget_message_(?:photo_wrap|video_thumb)|link_preview_image/.test(tag)) {
      const photo = /url\((?:&quot;|["'])?([^"')]+?)(?:&quot;|["'])?\)/.exec(
        decodeEntities(tag.slice(0, 6000)),
      )?.[1]
      const url = photo ? absoluteUrl(photo, 'https://t.me/') : undefined
      if (url && !post.photos.includes(url)) post.photos.push(url)
    } else if (scan.name[i] === 'time' && post.postedAt === undefined) {
      const at = Date.parse(scan.attr(i, 'datetime') ?? '')
      if (Number.isFinite(at)) post.postedAt = new Date(at).toISOString()
    } else if (hasClass(scan, i, 'tgme_widget_message_views')) {
      const views = viewsOf(scan.text(i, 20))
      if (views !== undefined) post.views = views
    }
  }
  return post
}

function insideReply(scan: HtmlScan, i: number, box: number): boolean {
  for (let p = scan.parent[i] as number; p > box; p = scan.parent[p] as number)
    if (/tgme_widget_message_(?:reply|forwarded)\b/.test(scan.tag(p))) return true
  return false
}

/** Whether a page is a chat exported by Telegram Desktop. */
function isExport(scan: HtmlScan): boolean {
  return (
    scan.find('ge def') >= 0 && scan.find('class="message default') >= 0 && scan.find('class="history"') >= 0
  )
}

/** `10.03.2021 12:00:00 UTC+02:00` as ISO 8601, UTC. */
function exportDate(title: string): string | undefined {
  const m = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?/.exec(title)
  const at = m ? Date.parse(`${m[3]}-${m[2]}-${m[1]}T${m[4]}${m[5] ?? 'Z'}`) : Number.NaN
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined
}

function readExport(scan: HtmlScan, pageUrl: string): ChannelPage {
  const posts: ChannelPost[] = []
  let channel = ''
  let current: ChannelPost | undefined
  for (let i = 0; i < scan.count; i++) {
    if (scan.kind[i] !== OPEN || scan.name[i] !== 'div') continue
    if (channel === '' && hasClass(scan, i, 'page_header')) channel = scan.text(i, 100)
    else if (hasClass(scan, i, 'message')) {
      const id = /^message-?(\d+)$/.exec(scan.attr(i, 'id') ?? '')?.[1]
      if (id === undefined || hasClass(scan, i, 'service')) continue
      current = {
        channel,
        messageId: Number(id),
        text: '',
        photos: [],
        url: `${pageUrl.replace(/#.*$/, '')}#message${id}`,
      }
      posts.push(current)
    } else if (current && current.text === '' && hasClass(scan, i, 'text'))
      current.text = scan.textOf(i + 1, scan.stop[i] as number, 8_000, true)
    else if (current && current.postedAt === undefined && hasClass(scan, i, 'date')) {
      const at = exportDate(scan.attr(i, 'title') ?? '')
      if (at !== undefined) current.postedAt = at
    }
  }
  return { channel, posts }
}

/** Reads the posts of a channel page, oldest first as they stand, and the link to older ones. */
export function readChannelPage(scan: HtmlScan, pageUrl: string): ChannelPage {
  if (isExport(scan)) return readExport(scan, pageUrl)
  const posts = new Map<number, ChannelPost>()
  for (
    let at = scan.html.indexOf('data-post='), n = 0;
    at >= 0 && n < 500;
    at = scan.html.indexOf('data-post=', at + 10), n++
  ) {
    const box = scan.tagAt(at)
    const post = box < 0 ? undefined : readPost(scan, box)
    if (post) posts.set(post.messageId, post)
  }
  const list = [...posts.values()]
  const channel = list[0]?.channel ?? /t\.me\/(?:s\/)?([\w]+)/.exec(pageUrl)?.[1] ?? ''
  const before = scan.html.exec(
    /<(?:a|link)\s[^<>]{0,400}?href\s{0,9}=\s{0,9}["']([^"'<>]{0,400}[?&]before=\d{1,15})/i,
  )?.[1]
  const next = before ? absoluteUrl(decodeEntities(before), 'https://t.me/') : undefined
  const oldest = next !== undefined && /before=1$/.test(next)
  return { channel, posts: list, ...(next && !oldest ? { nextPageUrl: next } : {}) }
}
