/** The names of U+00A0 … U+00FF in order. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
/** What `&#128;` … `&#159;` mean to browsers. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const named = new Map<string, string>(
  latin1.split(' ').map((name, i) => [name, String.fromCharCode(160 + i)]),
)
const others: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  euro: '€',
  bull: '•',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  trade: '™',
  thinsp: '\u2009',
  ensp: '\u2002',
  emsp: '\u2003',
  zwnj: '\u200c',
  zwj: '\u200d',
  rarr: '→',
  larr: '←',
  check: '✓',
  NewLine: '\n',
  Tab: '\t',
  colon: ':',
  comma: ',',
  period: '.',
  sol: '/',
  lpar: '(',
  rpar: ')',
  num: '#',
  dollar: '$',
  scaron: 'š',
  Scaron: 'Š',
  zcaron: 'ž',
  Zcaron: 'Ž',
  ccaron: 'č',
  Ccaron: 'Č',
  cacute: 'ć',
  Cacute: 'Ć',
  dstrok: 'đ',
  Dstrok: 'Đ',
  abreve: 'ă',
  Abreve: 'Ă',
  scedil: 'ş',
  Scedil: 'Ş',
  tcedil: 'ţ',
  aogon: 'ą',
  eogon: 'ę',
  lstrok: 'ł',
  Lstrok: 'Ł',
  nacute: 'ń',
  sacute: 'ś',
  Sacute: 'Ś',
  zacute: 'ź',
  zdot: 'ż',
  Zdot: 'Ż',
  rcaron: 'ř',
  ecaron: 'ě',
  uring: 'ů',
  OElig: 'Œ',
  oelig: 'œ',
}
for (const [name, character] of Object.entries(others)) named.set(name, character)

function numeric(code: number): string {
  if (code >= 128 && code <= 159) return windows1252[code - 128] as string
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || Number.isNaN(code))
    return '\ufffd'
  return String.fromCodePoint(code)
}

/** Decodes the HTML entities of a text; unknown ones stay as they are. Text without `&` is returned untouched. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,8})|([a-zA-Z][a-zA-Z0-9]{1,9}));?/g,
    (whole, hex, decimal, name) => {
      if (hex !== undefined) return numeric(Number.parseInt(hex as string, 16))
      if (decimal !== undefined) return numeric(Number(decimal))
      if (whole.endsWith(';') || name === 'nbsp') return named.get(name as string) ?? whole
      return whole
    },
  )
}
