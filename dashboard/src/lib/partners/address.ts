/** Which partners a list shows; undefined: all but those in the bin. */
export const partnerStates = ['ACTIVE', 'BLOCKED', 'bin'] as const
export type PartnerState = (typeof partnerStates)[number] | undefined

/** The state that an address asks for. */
export const stateOf = (params: { get: (name: string) => string | null }): PartnerState =>
  partnerStates.find((one) => one === params.get('state'))

/** The address of a view of the partners; equal views have equal addresses. */
export function addressOf(view: { q?: string; state?: PartnerState; id?: string; new?: boolean }): string {
  const params = new URLSearchParams()
  if (view.q) params.set('q', view.q)
  if (view.state) params.set('state', view.state)
  if (view.id) params.set('id', view.id)
  if (view.new) params.set('new', '1')
  const text = params.toString()
  return `/partners${text ? `?${text}` : ''}`
}
