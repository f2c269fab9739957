import { failed, toldWithUndo } from './toast.ts'

interface Binned {
  /** Puts it into the bin, or takes it out. */
  put: (into: boolean) => Promise<unknown>
  /** What is said once it is in, and once it is out. */
  words: { deleted: string; restored: string }
  onchanged: () => void
}

/**
 * Puts something into the bin, or takes it out; offers ten seconds to take that back. Tells whether it was done. Never
 * throws.
 */
export async function bin(into: boolean, { put, words, onchanged }: Binned): Promise<boolean> {
  try {
    await put(into)
    onchanged()
    toldWithUndo(into ? words.deleted : words.restored, async () => {
      await put(!into)
      onchanged()
    })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
