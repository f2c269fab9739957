import { isOnTheInternet } from '@cartie/shared/domain/on-the-internet'
import { offerLink } from '../request/offer-link.ts'
import { requestPostWords } from './post-words.ts'
import type { PostedRequest } from './posted-request.ts'

export interface PostButton {
  text: string
  url: string
}

/**
 * The ways to answer a post: the bot's deep link, once its name is known, and the offer page where everybody can reach
 * it, which a partner's own post leads to as theirs (`by`, its id). Telegram refuses a whole message for an address that
 * is not on the internet.
 */
export function postButtons(
  { id, language, offerToken }: PostedRequest,
  { username, publicUrl, by }: { username: string | null; publicUrl: string; by?: string | undefined },
): PostButton[] {
  const words = requestPostWords[language]
  const link = offerLink(username, id)
  return [
    ...(link === null ? [] : [{ text: words.offer, url: link }]),
    ...(isOnTheInternet(publicUrl)
      ? [{ text: words.page, url: new URL(`/p/offer/${offerToken}${by ? `?by=${by}` : ''}`, publicUrl).href }]
      : []),
  ]
}

/** Buttons as Telegram takes them, one a row; none takes what was there away. */
export const keyboardOf = (buttons: readonly PostButton[]) => ({
  inline_keyboard: buttons.map((button) => [button]),
})
