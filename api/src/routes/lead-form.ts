import { acceptLeadForm } from '@cartie/db/services/lead-intake/accept-form'
import { getCompany } from '@cartie/db/services/workspace/get-company'
import { findWorkspaceBySlug } from '@cartie/db/services/workspace/find-by-slug'
import * as endpoints from '@cartie/shared/endpoints/leads'
import type { Language } from '@cartie/shared/schemas/common'
import type { Parts } from '../call.ts'
import type { ServePublic } from '../serve.ts'

/** A family at one address has enough; who floods a company with requests has not. */
const formsPerMinute = 10
const looksPerMinute = 120

const thanks: Record<Language, string> = {
  uk: 'Дякуємо! Ми отримали ваш запит і скоро зв’яжемося з вами.',
  ru: 'Спасибо! Мы получили ваш запрос и скоро свяжемся с вами.',
  en: 'Thank you! We have your request and will be in touch soon.',
}

/** The request page of a company: the answer is the same whether the visitor is known, new or a robot. */
export function leadFormRoutes(servePublic: ServePublic, { db }: Pick<Parts, 'db'>): void {
  servePublic(endpoints.getCompany, {
    perMinute: looksPerMinute,
    workspaceOf: ({ params }) => findWorkspaceBySlug(db, params.slug),
    handler: ({ ctx }) => getCompany(ctx),
  })
  servePublic(endpoints.sendLeadForm, {
    perMinute: formsPerMinute,
    workspaceOf: ({ body }) => findWorkspaceBySlug(db, body.workspace),
    handler: async ({ ctx, body, language }) => {
      const code = await acceptLeadForm(ctx, body)
      return { accepted: true as const, message: thanks[language], code }
    },
  })
}
