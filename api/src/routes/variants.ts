import { acceptOffer } from '@cartie/db/services/variant/accept-offer'
import { changeVariantStatus } from '@cartie/db/services/variant/change-status'
import { createVariant } from '@cartie/db/services/variant/create'
import { deleteVariant } from '@cartie/db/services/variant/delete'
import { findWorkspaceByOfferToken } from '@cartie/db/services/variant/find-by-token'
import { getVariant } from '@cartie/db/services/variant/get'
import { listVariants } from '@cartie/db/services/variant/list'
import { getOfferPage } from '@cartie/db/services/variant/offer-page'
import { restoreVariant } from '@cartie/db/services/variant/restore'
import { updateVariant } from '@cartie/db/services/variant/update'
import * as endpoints from '@cartie/shared/endpoints/variants'
import type { Language } from '@cartie/shared/schemas/common'
import type { Parts } from '../call.ts'
import type { Serve, ServePublic } from '../serve.ts'

/** A dealer with several cars for one request has enough; who floods a company with offers has not. */
const offersPerMinute = 10
const looksPerMinute = 120

const thanks: Record<Language, string> = {
  uk: 'Дякуємо! Ми отримали вашу пропозицію.',
  ru: 'Спасибо! Мы получили ваше предложение.',
  en: 'Thank you! We have your offer.',
}

/** The cars that are offered for requests. */
export function variantRoutes(serve: Serve): void {
  serve(endpoints.listVariants, ({ ctx, params, query }) => listVariants(ctx, params.id, query))
  serve(endpoints.createVariant, ({ ctx, params, body }) => createVariant(ctx, params.id, body))
  serve(endpoints.getVariant, ({ ctx, params }) => getVariant(ctx, params.id))
  serve(endpoints.updateVariant, ({ ctx, params, body }) => updateVariant(ctx, params.id, body))
  serve(endpoints.changeVariantStatus, ({ ctx, params, body }) => changeVariantStatus(ctx, params.id, body))
  serve(endpoints.deleteVariant, ({ ctx, params }) => deleteVariant(ctx, params.id))
  serve(endpoints.restoreVariant, ({ ctx, params }) => restoreVariant(ctx, params.id))
}

/** The offer page of a request, for whoever has its address. */
export function offerRoutes(servePublic: ServePublic, { db }: Pick<Parts, 'db'>): void {
  servePublic(endpoints.getOfferPage, {
    perMinute: looksPerMinute,
    workspaceOf: ({ params }) => findWorkspaceByOfferToken(db, params.token),
    handler: ({ ctx, params, language }) => getOfferPage(ctx, params.token, language),
  })
  servePublic(endpoints.sendOffer, {
    perMinute: offersPerMinute,
    workspaceOf: ({ params }) => findWorkspaceByOfferToken(db, params.token),
    handler: async ({ ctx, params, body, language }) => ({
      accepted: true as const,
      number: await acceptOffer(ctx, params.token, body),
      message: thanks[language],
    }),
  })
}
