/** How long a text gets that the patterns of some files meet, and where that is made sure. */
interface InputBound {
  files: RegExp
  chars: number
  why: string
}

// Measured with each pattern's worst text: a bound that is too large for a pattern fails the check.
const bounds: readonly InputBound[] = [
  { files: /^scripts\//, chars: 5_000, why: 'lines of a file that its owner hands over' },
  { files: /^dashboard\//, chars: 5_000, why: 'what a person types or pastes, read in their own browser' },
  { files: /^api\/src\/(?:board|samples\/)/, chars: 2_000, why: 'pages and amounts of our own' },
  { files: /canonical-url|on-the-internet|http-request/, chars: 4_096, why: 'addresses, cut by the schemas' },
  { files: /domain\/engine/, chars: 300, why: 'raw.slice(0, 300)' },
  {
    files: /domain\/(?:cities|post-mileage|post-text)/,
    chars: 60,
    why: 'at most 40 characters beside a hit',
  },
  { files: /domain\/(?:grouped|spec-labels)/, chars: 120, why: 'numbers; label.slice(0, 120)' },
  { files: /domain\/post-title/, chars: 1_000, why: 'line.slice(0, 1000)' },
  { files: /domain\/hide-contacts/, chars: 4_000, why: 'texts of offers and requests, cut by the schemas' },
  { files: /domain\/telegram-text/, chars: 5_000, why: 'messages, at most 4,096 by the schemas' },
  { files: /domain\/wish-text/, chars: 2_000, why: 'text.slice(0, 2000)' },
  { files: /parser\/card-links|parser\/identity|extractors\/images/, chars: 4_000, why: 'absoluteUrl' },
  { files: /parser\/search-cards/, chars: 4_000, why: 'absoluteUrl; tag(i).slice(0, 400)' },
  { files: /parser\/sites\//, chars: 4_000, why: 'paths of addresses: absoluteUrl, the schema of parses' },
  { files: /parser\/read-cards/, chars: 500, why: 'tag(i).slice(0, 500); texts up to 220 characters' },
  { files: /parser\/read-search/, chars: 2_000, why: 'tag(i).slice(0, 2000); chunks under 90 characters' },
  { files: /extractors\/contacts/, chars: 1_500, why: 'tags up to 1,500, texts up to 130 characters' },
  { files: /extractors\/gallery/, chars: 6_000, why: 'style.slice(…, 6000)' },
  { files: /extractors\/embedded-state/, chars: 4_000_000, why: 'maxScript' },
  { files: /extractors\/js-literal/, chars: 4_000_000, why: 'maxScript' },
  { files: /parser\/page-context/, chars: 200_000, why: 'text.slice(0, 200000) in extract.ts' },
  { files: /extractors\/meta/, chars: 1_000_000, why: 'titles: a page is 1 MB of them at most' },
  { files: /extractors\/page-text/, chars: 4_000, why: 'text.slice(0, 4000); chunks up to 70 characters' },
  { files: /extractors\/spec-pairs|parser\/label-field/, chars: 200, why: 'labels up to 48 characters' },
  { files: /parser\/finish-car/, chars: 300, why: 'one word of a title' },
  { files: /integrations\/sendpulse/, chars: 2_000, why: 'body.slice(0, 2000)' },
  { files: /parser\/html-text/, chars: 20_000, why: 'fragment.slice(0, 20000)' },
  { files: /parser\/telegram-page/, chars: 6_000, why: 'tag.slice(0, 6000); absoluteUrl' },
]

/** The bound of the texts that patterns of a file meet; undefined where none is stated. */
export const boundOf = (file: string): InputBound | undefined =>
  bounds.find((bound) => bound.files.test(file))
