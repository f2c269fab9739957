import { listParseItems } from '@cartie/shared/endpoints/parses'
import type { ParseItem } from '@cartie/shared/schemas/parse'
import type { World } from './world.ts'

/** Every item of a parse, over all pages of the list. */
export async function itemsOf(world: World, id: string): Promise<ParseItem[]> {
  const items: ParseItem[] = []
  for (let cursor: string | undefined; ;) {
    const page = await world.api(listParseItems, {
      params: { id },
      query: { limit: 100, ...(cursor ? { cursor } : {}) },
    })
    items.push(...page.data)
    if (page.nextCursor === null) return items
    cursor = page.nextCursor
  }
}
