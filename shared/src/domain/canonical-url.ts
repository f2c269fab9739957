/** Parameters that say where a visitor came from, not which page it is. */
const tracking =
  /^(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|yclid|ymclid|msclkid|mc_[ce]id|igshid|twclid|ttclid|li_fat_id|_ga|_gl|_openstat|ysclid|rb_clickid|vero_id|_hs\w+|hsctatracking|mkt_tok|ref_?src|ref|refid|referrer|referer|source|src|from|campaign\w*|cmpid|cid_src|spm|scm|trk\w*|tracking\w*|searchid|search_id|search_reason|reason|position|ipc|sessionid|phpsessid|jsessionid|sid|share\w*|fb_\w+|at_\w+|pk_\w+|piwik_\w+|wt\.?mc\w*|s_cid|clickid|click_?id|adgroup\w*|promoted|isp)$/i
/** Of these short names some sites make the advert's own address, so they fall only when their value holds no digit. */
const doubtful = /^(?:ref|source|src|from|reason|position|sid|share\w*|refid|isp)$/i

/**
 * One spelling for all addresses of one page: lower-case scheme and host, no default port, credentials, fragment,
 * tracking parameters or trailing slash; the other parameters sorted. Different adverts keep different addresses.
 * A text that is no http(s) address is returned trimmed.
 */
export function canonicalUrl(address: string): string {
  let url: URL
  try {
    url = new URL(address.trim())
  } catch {
    return address.trim()
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return address.trim()
  const kept = [...url.searchParams]
    .filter(([key, value]) => !(tracking.test(key) && !(doubtful.test(key) && /\d/.test(value))))
    .sort(([a, av], [b, bv]) => (a === b ? (av < bv ? -1 : av > bv ? 1 : 0) : a < b ? -1 : 1))
  const query = new URLSearchParams(kept).toString()
  let path = url.pathname.replace(/\/{2,}/g, '/')
  if (path.length > 1) path = path.replace(/\/+$/, '')
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  return `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}${path === '/' ? '' : path}${query ? `?${query}` : ''}`
}

/** The site of an address: its host without `www.` and `m.`; '' for what is no address. */
export function sourceOf(address: string): string {
  try {
    return new URL(address).hostname.toLowerCase().replace(/^(?:www\d?|m|mobile(?=\.[^.]+\.[^.]+))\./, '')
  } catch {
    return ''
  }
}
