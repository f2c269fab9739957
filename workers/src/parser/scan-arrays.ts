/** The arrays of a scan. Every index is a token but in `attributes`, which holds four places for each attribute. */
export interface ScanArrays {
  kind: Uint8Array
  /** The bits of the tag's name and of its attributes. */
  marks: Uint16Array
  start: Int32Array
  end: Int32Array
  parent: Int32Array
  stop: Int32Array
  /** For each token, where its attributes end; they begin where those of the token before end. */
  attributesEnd: Int32Array
  /** For each attribute: its name from and to, its value from and to; -1 for no value. */
  attributes: Int32Array
}

/** More than this is not kept for the next page: 24 bytes a token. */
const mostKept = 100_000
let spare: ScanArrays | undefined

const made = (tokens: number): ScanArrays => ({
  kind: new Uint8Array(tokens),
  marks: new Uint16Array(tokens),
  start: new Int32Array(tokens),
  end: new Int32Array(tokens),
  parent: new Int32Array(tokens),
  stop: new Int32Array(tokens),
  attributesEnd: new Int32Array(tokens),
  attributes: new Int32Array(tokens * 4),
})

/** Arrays for at least so many tokens: those of an earlier page where they were given back, not emptied. */
export function takeArrays(tokens: number): ScanArrays {
  const kept = spare
  spare = undefined
  return kept && kept.kind.length >= tokens ? kept : made(tokens)
}

/** Gives arrays back that nobody reads any longer. */
export function giveBack(arrays: ScanArrays): void {
  if (arrays.kind.length <= mostKept && arrays.kind.length >= (spare?.kind.length ?? 0)) spare = arrays
}

/** The same arrays with room for twice as many tokens. */
export function grown(old: ScanArrays): ScanArrays {
  const wider = made(old.kind.length * 2)
  wider.kind.set(old.kind)
  wider.marks.set(old.marks)
  wider.start.set(old.start)
  wider.end.set(old.end)
  wider.parent.set(old.parent)
  wider.stop.set(old.stop)
  wider.attributesEnd.set(old.attributesEnd)
  wider.attributes = new Int32Array(Math.max(wider.attributes.length, old.attributes.length))
  wider.attributes.set(old.attributes)
  return wider
}
