/** What the reading of a parse's items depends on. */
export interface ClaimedParse {
  id: string
  kind: 'urls' | 'texts' | 'search'
  expand: boolean
  maxPages: number
  autoSave: boolean
  sample: boolean
}
