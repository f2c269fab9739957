import { kilometres } from '@cartie/shared/domain/grouped'
import { isOnTheInternet } from '@cartie/shared/domain/on-the-internet'
import { isShownIn, mayMoveByHand } from '@cartie/shared/domain/variant-status'
import { toMinor } from '@cartie/shared/domain/money'
import { escapeHtml } from '@cartie/shared/scenario/html'
import { display } from '@cartie/shared/scenario/value'
import type { Language } from '@cartie/shared/schemas/common'
import type { Variant } from '@cartie/shared/schemas/variant'
import { variantPressData, type VariantPress } from './variant-press.ts'
import { variantWords } from './variant-words.ts'

const longestDetails = 600

/** An offered car in Telegram's HTML for those who run the bot, with buttons for what may be done with it now. */
export function adminCard(
  variant: Variant,
  request: { code: string; title: string },
  page: string | null,
  language: Language,
) {
  const words = variantWords[language]
  const facts = [
    variant.year,
    variant.mileageKm === null ? null : kilometres(variant.mileageKm, language),
    variant.location,
  ]
  const { price, status } = variant
  const giver = variant.partner?.name ?? variant.offerer?.name
  const lines = [
    `<b>${words.offer} №${variant.number}</b> ${words.forRequest} <b>${escapeHtml(request.code)}</b> · ${words.statuses[status]}`,
    escapeHtml(request.title),
    '',
    `<b>${escapeHtml(variant.title)}</b>`,
    escapeHtml(facts.filter(Boolean).join(' · ')),
    price
      ? `💰 <b>${escapeHtml(display({ amountMinor: toMinor(price.amount, price.currency), currency: price.currency }))}</b>`
      : null,
    variant.vin ? `VIN <code>${escapeHtml(variant.vin)}</code>` : null,
    variant.score === null ? null : `⭐ ${variant.score}/100`,
    giver ? `${words.from}: ${escapeHtml(giver)}` : null,
    variant.url ? escapeHtml(variant.url) : null,
    variant.details ? escapeHtml(variant.details.slice(0, longestDetails).toWellFormed()) : null,
    variant.rejectReason ? `${words.reason}: ${escapeHtml(variant.rejectReason)}` : null,
    page ? `<a href="${escapeHtml(page)}">${words.open}</a>` : null,
  ]
  const button = (press: VariantPress) => ({
    text: words[press],
    callback_data: variantPressData(variant.id, press),
  })
  const isShown = isShownIn(variant.proposals)
  const moves = [
    ...(mayMoveByHand(status, 'APPROVED', isShown) ? [button('approve')] : []),
    ...(mayMoveByHand(status, 'REJECTED', isShown) ? [button('reject')] : []),
  ]
  const open = page !== null && isOnTheInternet(page) ? [[{ text: words.open, url: page }]] : []
  return {
    text: lines
      .filter((line) => line !== null && line !== undefined)
      .join('\n')
      .replace(/\n{3,}/g, '\n\n'),
    reply_markup: { inline_keyboard: [...(moves.length ? [moves] : []), ...open] },
  }
}
