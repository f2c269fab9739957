import { createInvitation } from '@cartie/db/services/invitation/create'
import { joinByInvitation } from '@cartie/db/services/invitation/join'
import { listInvitations } from '@cartie/db/services/invitation/list'
import { revokeInvitation } from '@cartie/db/services/invitation/revoke'
import { showInvitation } from '@cartie/db/services/invitation/show'
import { showEmailLink } from '@cartie/db/services/email-link/show'
import { useEmailLink } from '@cartie/db/services/email-link/use'
import { createPasswordLink } from '@cartie/db/services/password-link/create'
import { showPasswordLink } from '@cartie/db/services/password-link/show'
import { usePasswordLink } from '@cartie/db/services/password-link/use'
import { listMembers } from '@cartie/db/services/member/list'
import { removeMember } from '@cartie/db/services/member/remove'
import { updateMember } from '@cartie/db/services/member/update'
import { findWorkspaceOfLink } from '@cartie/db/services/workspace/find-by-link'
import * as endpoints from '@cartie/shared/endpoints/people'
import type { Parts } from '../call.ts'
import type { Authenticator } from '../middleware/authenticate.ts'
import type { Serve, ServePublic } from '../serve.ts'

/** The people of the workspace and the invitations that are open. */
export function peopleRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const mails = config.mail !== undefined
  serve(endpoints.listMembers, ({ ctx }) => listMembers(ctx))
  serve(endpoints.updateMember, ({ ctx, params, body }) => updateMember(ctx, params.id, body))
  serve(endpoints.removeMember, ({ ctx, params }) => removeMember(ctx, params.id))
  serve(endpoints.createPasswordLink, ({ ctx, params }) => createPasswordLink(ctx, params.id), {
    secret: true,
  })
  serve(endpoints.listInvitations, ({ ctx }) => listInvitations(ctx))
  serve(endpoints.createInvitation, ({ ctx, body }) => createInvitation(ctx, body, { mails }), {
    secret: true,
  })
  serve(endpoints.revokeInvitation, ({ ctx, params }) => revokeInvitation(ctx, params.id))
}

/** Somebody looks, corrects the form and joins; each try may cost a hash. */
const looksPerMinute = 60
const triesPerMinute = 10

/** What the one who has an invitation's link does, whoever they are. */
export function invitationRoutes(
  servePublic: ServePublic,
  { db, personIfAny }: Pick<Parts, 'db'> & Pick<Authenticator, 'personIfAny'>,
): void {
  const workspaceOf = ({ params }: { params: { token: string } }) =>
    findWorkspaceOfLink(db, 'invitations', params.token)
  servePublic(endpoints.openInvitation, {
    perMinute: looksPerMinute,
    workspaceOf,
    handler: async ({ ctx, params, http }) => {
      const person = await personIfAny(http)
      return { ...(await showInvitation(ctx, params.token)), signedInAs: person?.email ?? null }
    },
  })
  servePublic(endpoints.joinByInvitation, {
    perMinute: triesPerMinute,
    workspaceOf,
    // Who gives a password comes as a new person, whoever else is signed in at this browser.
    handler: async ({ ctx, params, body, http }) => {
      const person = body.password === undefined ? await personIfAny(http) : undefined
      return joinByInvitation(ctx, params.token, { ...body, person })
    },
  })
}

/** What the one who has a link to a new password does. */
export function passwordLinkRoutes(servePublic: ServePublic, { db }: Pick<Parts, 'db'>): void {
  const workspaceOf = ({ params }: { params: { token: string } }) =>
    findWorkspaceOfLink(db, 'password_links', params.token)
  servePublic(endpoints.openPasswordLink, {
    perMinute: looksPerMinute,
    workspaceOf,
    handler: ({ ctx, params }) => showPasswordLink(ctx, params.token),
  })
  servePublic(endpoints.usePasswordLink, {
    perMinute: triesPerMinute,
    workspaceOf,
    handler: ({ ctx, params, body }) => usePasswordLink(ctx, params.token, body),
  })
}

/** What the one who has a link to confirm an address does. */
export function emailLinkRoutes(servePublic: ServePublic, { db }: Pick<Parts, 'db'>): void {
  const workspaceOf = ({ params }: { params: { token: string } }) =>
    findWorkspaceOfLink(db, 'email_links', params.token)
  servePublic(endpoints.openEmailLink, {
    perMinute: looksPerMinute,
    workspaceOf,
    handler: ({ ctx, params }) => showEmailLink(ctx, params.token),
  })
  servePublic(endpoints.useEmailLink, {
    perMinute: triesPerMinute,
    workspaceOf,
    handler: ({ ctx, params }) => useEmailLink(ctx, params.token),
  })
}
