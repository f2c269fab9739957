import { createLead } from '@cartie/shared/endpoints/leads'
import { createProposal, sendProposal, updateProposal } from '@cartie/shared/endpoints/proposals'
import { createRequest } from '@cartie/shared/endpoints/requests'
import { createVariant } from '@cartie/shared/endpoints/variants'
import type { Cartie } from './cartie.ts'

const cars = [
  { title: 'Skoda Octavia 2.0 TDI', make: 'Skoda', model: 'Octavia', year: 2019, price: 15_000, km: 98_000 },
  { title: 'Skoda Superb Combi', make: 'Skoda', model: 'Superb', year: 2018, price: 16_000, km: 120_000 },
  {
    title: 'Volkswagen Passat B8',
    make: 'Volkswagen',
    model: 'Passat',
    year: 2017,
    price: 14_000,
    km: 140_000,
  },
] as const

/** A client's request with three cars for it, each with two photos; all said in Latin letters. */
export async function requestWithCars({ api }: Cartie) {
  const lead = await api(createLead, {
    body: { name: 'Olena', phone: `+38067${String(Math.random()).slice(2, 9)}` },
  })
  const request = await api(createRequest, { body: { title: 'Skoda or VW', leadId: lead.id } })
  const variants = []
  for (const [n, { title, make, model, year, price, km }] of cars.entries())
    variants.push(
      await api(createVariant, {
        params: { id: request.id },
        body: {
          title,
          make,
          model,
          year,
          price: { amount: price, currency: 'USD' },
          mileageKm: km,
          fuel: 'diesel',
          transmission: 'automatic',
          photos: [1, 2].map((photo) => `https://photos.example.com/${request.code}-${n}-${photo}.jpg`),
        },
      }),
    )
  return { request, variants }
}

/** A proposal of such a request's cars: not sent yet. */
export async function draftProposal(cartie: Cartie, language: 'uk' | 'ru' | 'en' = 'uk') {
  const { request, variants } = await requestWithCars(cartie)
  const proposal = await cartie.api(createProposal, {
    params: { id: request.id },
    body: {
      variantIds: variants.map(({ id }) => id),
      margin: { amount: 500 },
      title: 'Three cars',
      language,
    },
  })
  return { request, variants, proposal }
}

/** One that was sent, with a word on its first car; and the path of its public page. */
export async function sentProposal(cartie: Cartie, language: 'uk' | 'ru' | 'en' = 'uk') {
  const { request, proposal: draft } = await draftProposal(cartie, language)
  const items = draft.items.map(({ variant }, n) => ({
    variantId: variant.id,
    ...(n === 0 ? { comment: 'One owner' } : {}),
  }))
  await cartie.api(updateProposal, { params: { id: draft.id }, body: { items } })
  const proposal = await cartie.api(sendProposal, { params: { id: draft.id }, body: {} })
  return { request, proposal, path: new URL(proposal.url).pathname }
}
