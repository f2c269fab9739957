import type { Furnished } from './furnish.ts'

/**
 * Every page of the dashboard and of visitors, with what can be open in it, by the part it belongs to. Whatever
 * stands here is looked at in three languages, both themes and two widths, its links are followed and its buttons
 * pressed. `{name}` is the id of something furnished, `{language}` the reader's. A button that a part has on several pages is pressed on the
 * first.
 */
export const parts = {
  import: ['/import', '/import?tab=posts', '/import?tab=file', '/import?tab=search'],
  'an import': ['/import/{parse}', '/import/{parse}?item={item}'],
  'the inventory': [
    '/inventory',
    '/inventory?q=zzzz',
    '/inventory?deleted=true',
    '/inventory?id={car}',
    '/inventory?new=1',
    '/inventory?import=1',
  ],
  'the leads': [
    '/leads',
    '/leads?view=board',
    '/leads?id={lead}',
    '/leads?new=1',
    '/leads?table=1',
    '/leads?q=zzzz',
    '/leads?deleted=true',
  ],
  'the requests': [
    '/requests',
    '/requests?view=board',
    '/requests?id={request}',
    '/requests?id={request}&tab=matches',
    '/requests?id={request}&tab=variants',
    '/requests?id={request}&tab=broadcast',
    '/requests?id={request}&tab=proposals',
    '/requests?id={offered}&tab=proposals',
    '/requests?id={offered}&tab=variants',
    '/requests?id={request}&tab=story',
    '/requests?new=1',
    '/requests?q=zzzz',
    '/requests?deleted=true',
  ],
  'the proposals': [
    '/proposals',
    '/proposals?q=zzzz',
    '/proposals?deleted=true',
    '/proposals/{proposal}',
    '/proposals/{proposal}?tab=client',
    '/proposals/{proposal}?tab=history',
  ],
  'the partners': [
    '/partners',
    '/partners?id={partner}',
    '/partners?new=1',
    '/partners?state=bin',
    '/partners?q=zzzz',
  ],
  'what visitors open': [
    '/p/request/{company}',
    '/p/offer/{offer}',
    // A proposal keeps to its own language, whatever its reader's is.
    '/p/proposal/{page}?language={language}',
    '/p/proposal/{page}?language={language}&choose={chosen}',
    '/p/join/{invitation}',
    '/p/password/{password}',
  ],
  'the overview and the deliveries': ['/', '/?days=7', '/deliveries', '/deliveries?state=unknown'],
  'the integrations': [
    '/integrations',
    '/integrations?new=1',
    '/integrations?id={integration}',
    '/integrations?id={subscribed}',
    '/integrations?id={posting}',
    '/integrations?id={number}',
    '/integrations?id={meta}',
  ],
  'the lab': ['/lab'],
  'the scenarios': [
    '/scenarios',
    '/scenarios?tab=bin',
    '/scenarios?new=1',
    '/scenarios?tab=templates',
    '/scenarios/replay',
    '/scenarios/replay?chat={chat}',
    '/scenarios/replay?chat={chat}&version=1',
  ],
  'a scenario': [
    '/scenarios/{scenario}',
    '/scenarios/{scenario}?step=budget&panel=step',
    '/scenarios/{scenario}?step=start&panel=step',
    '/scenarios/{scenario}?panel=play',
    '/scenarios/{scenario}?panel=versions&version=1',
    '/scenarios/{scenario}?stats=1&panel=problems',
  ],
  'the bots': [
    '/telegram',
    '/telegram?new=1',
    '/telegram?id={bot}',
    '/telegram?id={bot}&tab=menu',
    '/telegram?id={bot}&tab=channels',
  ],
  'the inbox': ['/inbox', '/inbox?id={chat}', '/inbox?id={numberChat}', '/inbox?q=zzzz'],
  'settings and the frame': [
    '/settings',
    '/settings/people',
    '/settings/account',
    '/settings/dictionaries',
    '/settings/dictionaries?kind=city&q=kyi',
    '/settings/dictionaries?own=1',
    '/settings/texts',
    '/settings/texts?text=proposal_car',
    '/settings/dictionaries?of=installation',
    '/settings/health',
    '/settings/installation',
    '/settings/audit',
    '/settings/audit?kind=lead',
  ],
} as const satisfies Record<string, readonly string[]>

/** The address of one of them. Throws for an id that nothing furnishes. */
export const addressOf = (page: string, furnished: Furnished, language = 'uk'): string =>
  page.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ({ ...furnished, language } as Record<string, string | undefined>)[name]
    if (!id) throw new Error(`${page} needs {${name}}: let furnish.ts make one`)
    return id
  })
