const special: Record<string, string> = {
  ß: 's',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ı: 'i',
  æ: 'a',
  œ: 'o',
  þ: 't',
  ё: 'е',
  ґ: 'г',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '′': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '‐': '-',
  '−': '-',
  '\u00a0': ' ',
  '\t': ' ',
}
const cache = new Map<string, string>()

function foldChar(char: string): string {
  const known = cache.get(char)
  if (known !== undefined) return known
  const lower = char.toLowerCase()
  let folded = special[lower] ?? (/\p{Zs}/u.test(char) ? ' ' : lower)
  if (folded.length !== char.length) folded = folded.charAt(0) || char
  const base = /[\u00c0-\u024f\u1e00-\u1eff]/.test(folded) ? folded.normalize('NFD').charAt(0) : folded
  if (cache.size < 5000) cache.set(char, base)
  return base
}

/** А-я without ё, and Є, І, Ї in either case. */
const isCyrillic = (c: number): boolean =>
  (c >= 0x410 && c <= 0x44f) ||
  c === 0x404 ||
  c === 0x406 ||
  c === 0x407 ||
  c === 0x454 ||
  c === 0x456 ||
  c === 0x457

/** Whether a text is of ASCII and Russian or Ukrainian letters alone that only their case is to be folded of. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 128 ? (c < 32 && c !== 10) || c === 96 || c === 127 : !isCyrillic(c)) return false
  }
  return true
}

/**
 * Lower case, Latin letters without accents, ё as е, plain spaces, hyphens and apostrophes. The result has
 * the length of the input, so positions in one are positions in the other.
 */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase()
  return text.toLowerCase().length === text.length && /^[\u0020-\u007e\n]*$/.test(text)
    ? text.toLowerCase().replace(/`/g, "'")
    : text.replace(/[^\u0020-\u0040\u005b-\u005f\u0061-\u007e\n]/g, foldChar)
}

const cyrillic = 'абвгдеєжзиіїйклмнопрстуфхцчшщьюяыэъў'
const latin = [
  'a',
  'b',
  'v',
  'g',
  'd',
  'e',
  'e',
  'zh',
  'z',
  'i',
  'i',
  'i',
  'i',
  'k',
  'l',
  'm',
  'n',
  'o',
  'p',
  'r',
  's',
  't',
  'u',
  'f',
  'h',
  'ts',
  'ch',
  'sh',
  'sch',
  '',
  'yu',
  'ya',
  'y',
  'e',
  '',
  'u',
]
const toLatin = new Map([...cyrillic].map((c, i) => [c, latin[i] ?? '']))
const looks = new Map([...'аеорсухікмтвнїјѕ'].map((c, i) => [c, 'aeopcyxikmtbhijs'.charAt(i)]))

/**
 * A folded word as it looks in Latin letters ("х5" → "x5"), or undefined if a letter has no Latin twin or
 * nothing would change.
 */
export function latinTwin(folded: string): string | undefined {
  let twin = ''
  for (const char of folded) {
    const code = char.charCodeAt(0)
    if (code < 0x250) twin += char
    else {
      const look = looks.get(char)
      if (look === undefined) return undefined
      twin += look
    }
  }
  return twin === folded ? undefined : twin
}

/** A folded word as it sounds, roughly, the same for "Октавія", "Октавия" and "Octavia". Empty for no letters. */
export function soundKey(folded: string): string {
  let key = ''
  for (const char of folded) key += toLatin.get(char) ?? (/[a-z0-9]/.test(char) ? char : '')
  return key
    .replace(/ph/g, 'f')
    .replace(/ck|c(?=[aoulrtk])|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/th/g, 't')
    .replace(/sch|tch|ch|sh/g, 's')
    .replace(/zh|dj|dzh/g, 'j')
    .replace(/ts|c/g, 's')
    .replace(/yu|ju|iu/g, 'u')
    .replace(/ya|ja|ia/g, 'a')
    .replace(/[yj]/g, 'i')
    .replace(/ee|ea/g, 'i')
    .replace(/oo|ou/g, 'u')
    .replace(/h/g, '')
    .replace(/(.)\1+/g, (run: string, c: string) => (/\d/.test(c) ? run : c))
}
