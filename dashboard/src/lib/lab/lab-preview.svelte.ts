import { getPreview, startPreview } from '@cartie/shared/endpoints/sites'
import type { PreviewInput, SitePreview } from '@cartie/shared/schemas/site'
import type { z } from 'zod'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { live } from '#lib/live.svelte.ts'

/** Without news of it, a preview is asked for this often. */
const pollMs = 2000
/** After this long the reader is told that the site is slow. */
const slowMs = 15_000

/** One page read for the parser lab: asked for, waited for, shown; a newer one replaces it. */
export class LabPreview {
  result = $state.raw<SitePreview>()
  busy = $state(false)
  slow = $state(false)
  error = $state.raw<unknown>(undefined)
  /** The address that `result` is of. */
  address = $state('')
  #run = 0

  /** Reads a page. Never throws: see `error`. */
  async read(input: z.input<typeof PreviewInput>): Promise<void> {
    const run = ++this.#run
    const began = Date.now()
    this.busy = true
    this.slow = false
    this.error = undefined
    try {
      let preview = await call(startPreview, { body: input, idempotencyKey: idempotencyKey() })
      while (run === this.#run && (preview.status === 'queued' || preview.status === 'running')) {
        await this.#news(preview.id)
        if (run !== this.#run) return
        this.slow = Date.now() - began > slowMs
        preview = await call(getPreview, { params: { id: preview.id } })
      }
      if (run !== this.#run) return
      this.result = preview
      this.address = input.url
    } catch (error) {
      if (run === this.#run) this.error = error
    }
    if (run === this.#run) this.busy = false
  }

  /** Forgets what is under way. */
  stop(): void {
    this.#run++
    this.busy = false
  }

  #news(id: string): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        end()
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(finish, pollMs)
      const end = live.on('site_preview.finished', ({ previewId }) => {
        if (previewId === id) finish()
      })
    })
  }
}
