import type { Workspace } from '@cartie/shared/schemas/workspace'
import { getLocale, setLocale, type Locale } from '#lib/paraglide/runtime.js'

export const languages: readonly { value: Locale; label: string }[] = [
  { value: 'uk', label: 'Українська' },
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
]
const cookie = /(?:^|; )cartie_language=/

/** Shows the dashboard in the workspace's language to a reader who never chose one. */
export function speakLanguageOf(workspace: Workspace): void {
  if (!cookie.test(document.cookie) && workspace.language !== getLocale()) void setLocale(workspace.language)
}

/** Changes the reader's language; the page is loaded anew in it. */
export const chooseLanguage = (language: Locale): void => void setLocale(language)
