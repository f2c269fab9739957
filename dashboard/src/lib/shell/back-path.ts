/** Where to go after the sign-in: a path of this origin, else the start. */
export function backPath(asked: string | null): string {
  const base = 'http://cartie.invalid'
  if (!asked?.startsWith('/')) return '/'
  const url = URL.parse(asked, base)
  return url?.origin === base ? url.pathname + url.search : '/'
}
