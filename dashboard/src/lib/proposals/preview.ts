import type { ProposalDetail, PublicProposal } from '@cartie/shared/schemas/proposal'
import { clientPrice, type Draft } from './draft.ts'

/** What the server shows of a proposal, with what was changed since and is not saved yet. */
export function previewOf(page: PublicProposal, { items }: ProposalDetail, draft: Draft): PublicProposal {
  const idOf = new Map(items.map((item) => [item.variant.id, item.id]))
  const cars = draft.items.flatMap((item) => {
    const car = page.cars.find(({ id }) => id === idOf.get(item.variant.id))
    const comment = item.comment.trim() || null
    return car
      ? [{ ...car, price: clientPrice(item), comment, photos: [...item.photos], accepted: false }]
      : []
  })
  return {
    ...page,
    state: 'open',
    title: draft.title.trim() || page.title,
    intro: draft.intro.trim() || null,
    language: draft.language,
    expiresAt: draft.expiresAt,
    cars,
  }
}
