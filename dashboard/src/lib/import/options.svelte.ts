import type { ParseInput } from '@cartie/shared/schemas/parse'

const key = 'cartie-import-draft'

interface Draft {
  text: string
  expand: boolean
  maxPages: number
  autoSave: boolean
  label: string
}
const empty: Draft = { text: '', expand: true, maxPages: 5, autoSave: true, label: '' }

function load(): Draft {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>) }
  } catch {
    return { ...empty }
  }
}

/** What is typed into the import page, kept while the tab lives. */
export class ImportDraft {
  text = $state('')
  expand = $state(true)
  maxPages = $state(5)
  autoSave = $state(true)
  label = $state('')

  constructor() {
    Object.assign(this, load())
  }

  /** Keeps the draft; a text too long for the browser's store is left out. */
  keep(): void {
    const { text, expand, maxPages, autoSave, label } = this
    try {
      sessionStorage.setItem(
        key,
        JSON.stringify({ text: text.length < 1e6 ? text : '', expand, maxPages, autoSave, label }),
      )
    } catch {
      // A full store costs the draft only.
    }
  }

  /** Begins anew after an import was started; the options stay as they were chosen. */
  clear(): void {
    this.text = ''
    this.label = ''
    this.keep()
  }

  /** The options as the API takes them. */
  get options(): Pick<ParseInput, 'expand' | 'maxPages' | 'autoSave'> & { sourceLabel?: string } {
    const label = this.label.trim()
    return {
      expand: this.expand,
      maxPages: this.maxPages,
      autoSave: this.autoSave,
      ...(label ? { sourceLabel: label } : {}),
    }
  }
}
