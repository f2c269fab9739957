import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDashed from '@lucide/svelte/icons/circle-dashed'
import CircleX from '@lucide/svelte/icons/circle-x'
import Eye from '@lucide/svelte/icons/eye'
import Send from '@lucide/svelte/icons/send'
import ThumbsDown from '@lucide/svelte/icons/thumbs-down'
import Trophy from '@lucide/svelte/icons/trophy'
import type { Component } from 'svelte'
import type { VariantSource, VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Variant } from '@cartie/shared/schemas/variant'
import { mileage, number } from '#lib/format.ts'
import {
  bodyWords,
  colorWord,
  driveWords,
  fieldWords,
  fuelWords,
  transmissionWords,
} from '#lib/inventory/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'
import type { ComparedFact } from './comparison.ts'

const statusWords: Record<VariantStatus, () => string> = {
  SUBMITTED: m.variants_status_SUBMITTED,
  REVIEWED: m.variants_status_REVIEWED,
  APPROVED: m.variants_status_APPROVED,
  REJECTED: m.variants_status_REJECTED,
  SENT_TO_CLIENT: m.variants_status_SENT_TO_CLIENT,
  ACCEPTED: m.variants_status_ACCEPTED,
  DECLINED: m.variants_status_DECLINED,
}
const marks: Record<VariantStatus, { tone: Tone; icon: Component<{ class?: string }> }> = {
  SUBMITTED: { tone: 'info', icon: CircleDashed },
  REVIEWED: { tone: 'plain', icon: Eye },
  APPROVED: { tone: 'ok', icon: CircleCheck },
  REJECTED: { tone: 'bad', icon: CircleX },
  SENT_TO_CLIENT: { tone: 'accent', icon: Send },
  ACCEPTED: { tone: 'ok', icon: Trophy },
  DECLINED: { tone: 'plain', icon: ThumbsDown },
}

/** A stage in words. */
export const statusWord = (status: VariantStatus): string => statusWords[status]()
/** How a stage looks. */
export const statusLook = (status: VariantStatus) => ({ ...marks[status], label: statusWord(status) })

/** By which door a car came. */
export const sourceWords: Record<VariantSource, () => string> = {
  telegram: m.variants_source_telegram,
  page: m.variants_source_page,
  forward: m.variants_source_forward,
  api: m.variants_source_api,
  stock: m.variants_source_stock,
  link: m.variants_source_link,
  manual: m.variants_source_manual,
}

/** The name of a fact that is compared. */
export const factName = (fact: ComparedFact): string =>
  fact === 'price' ? fieldWords.priceMinor() : fieldWords[fact]()

/** A fact of a car in words; the price is shown as money elsewhere. */
export function factText(variant: Variant, fact: Exclude<ComparedFact, 'price'>): string {
  if (fact === 'mileageKm') return variant.mileageKm === null ? '—' : mileage(variant.mileageKm)
  if (fact === 'transmission') return variant.transmission ? transmissionWords[variant.transmission]() : '—'
  if (fact === 'fuel') return variant.fuel ? fuelWords[variant.fuel]() : '—'
  if (fact === 'bodyType') return variant.bodyType ? bodyWords[variant.bodyType]() : '—'
  if (fact === 'drive') return variant.drive ? driveWords[variant.drive]() : '—'
  if (fact === 'engineVolumeL')
    return variant.engineVolumeL === null ? '—' : m.variants_litres({ n: number(variant.engineVolumeL) })
  if (fact === 'color') return variant.color === null ? '—' : colorWord(variant.color)
  return String(variant[fact] ?? '—')
}
