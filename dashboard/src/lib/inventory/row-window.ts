/** The part of a long list that is drawn: rows `first` to `last` (exclusive). */
export interface RowWindow {
  first: number
  last: number
}

/** Rows that are drawn above and below what can be seen. */
const overscan = 6

/** The rows to draw of `count` rows of `rowHeight` px, when `height` px from `scrollTop` on can be seen. */
export function rowWindow(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan)
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + overscan)
  return { first: Math.min(first, Math.max(0, last)), last: Math.max(0, last) }
}

/** Where to scroll so that a row is seen, moving as little as possible; `head` px at the top are covered. */
export function scrollToRow(
  row: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
  head = 0,
): number {
  const top = row * rowHeight
  if (top < scrollTop) return top
  const bottom = top + rowHeight
  return bottom > scrollTop + height - head ? bottom - height + head : scrollTop
}
