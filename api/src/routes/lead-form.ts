import { acceptLeadForm } from '@cartie/db/services/lead-intake/accept-form'
import { getCompanyPage } from '@cartie/db/services/workspace/get-company-page'
import { findWorkspaceBySlug } from '@cartie/db/services/workspace/find-by-slug'
import * as endpoints from '@cartie/shared/endpoints/leads'
import { inBatches } from '@cartie/shared/in-batches'
import type { Language } from '@cartie/shared/schemas/common'
import type { Parts } from '../call.ts'
import type { ServePublic } from '../serve.ts'
import { createTurns } from '../turns.ts'

/** A family at one address has enough; who floods a company with requests has not. */
const formsPerMinute = 10
const looksPerMinute = 120
/** Of one company: few enough to leave others their share of the database, and a second or two of waiting. */
const [formsAtOnce, formsWaiting] = [3, 60]

const thanks: Record<Language, string> = {
  uk: 'Дякуємо! Ми отримали ваш запит і скоро зв’яжемося з вами.',
  ru: 'Спасибо! Мы получили ваш запрос и скоро свяжемся с вами.',
  en: 'Thank you! We have your request and will be in touch soon.',
}

/** The request page of a company: the answer is the same whether the visitor is known, new or a robot. */
export function leadFormRoutes(servePublic: ServePublic, { db }: Pick<Parts, 'db'>): void {
  // However many forms come at once for a company, it is looked up for one at a time: those of others, and callers with
  // keys, have the same few connections.
  const findCompany = inBatches(async (slug, forms: null[]) => {
    const id = await findWorkspaceBySlug(db, slug)
    return forms.map(() => id)
  })
  const inTurn = createTurns(formsAtOnce, formsWaiting)
  servePublic(endpoints.getCompanyPage, {
    perMinute: looksPerMinute,
    workspaceOf: ({ params }) => findWorkspaceBySlug(db, params.slug),
    handler: ({ ctx }) => getCompanyPage(ctx),
  })
  servePublic(endpoints.sendLeadForm, {
    perMinute: formsPerMinute,
    workspaceOf: ({ body }) => findCompany(body.workspace, null),
    handler: async ({ ctx, body, language }) => {
      const code = await inTurn(ctx.workspaceId, () => acceptLeadForm(ctx, body))
      return { accepted: true as const, message: thanks[language], code }
    },
  })
}
