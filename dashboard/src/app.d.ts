import type { Language } from '@cartie/shared/schemas/common'

declare global {
  namespace App {
    interface Locals {
      /** The language of the page, where it does not follow from its reader. */
      language?: Language
    }
  }
}
