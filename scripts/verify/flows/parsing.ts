import {
  getParse,
  listParseItems,
  removeSamples,
  saveParseItem,
  startParse,
  trySamples,
} from '@cartie/shared/endpoints/parses'
import { listListings } from '@cartie/shared/endpoints/listings'
import { listSites } from '@cartie/shared/endpoints/sites'
import type { Parse, ParseItem } from '@cartie/shared/schemas/parse'
import { expect } from '../expect.ts'
import { until, type Flow } from '../flow.ts'
import type { Stage } from '../stage.ts'

const cure = 'are the workers running? See Bull Board, queue parser, and GET /readyz'
const post = 'BMW X5 2018, 35 000$\nПробіг 120 тис км, дизель 3.0, автомат\nКиїв\n+38 067 123-45-67'

/** The items of a parse once it has ended. */
async function itemsOf(stage: Stage, { id }: { id: string }): Promise<ParseItem[]> {
  const { owner } = stage
  const look = () => owner(getParse, { params: { id } })
  const hasEnded = ({ status }: Parse) => status !== 'queued' && status !== 'running'
  await until(stage, 'the import ends', look, hasEnded)
  return (await owner(listParseItems, { params: { id }, query: { limit: 100 } })).data
}

const start = async ({ owner }: Stage, body: Parameters<typeof owner<typeof startParse>>[1]['body']) =>
  (await owner(startParse, { body })) as Parse

export const parsing: readonly Flow[] = [
  {
    name: 'a post is read, and saved once a person says so',
    cure,
    async play(stage) {
      const { owner } = stage
      const parse = await start(stage, { texts: [post], autoSave: false })
      const [item] = await itemsOf(stage, parse)
      const car = item?.listings[0]
      const isRight = car?.make === 'BMW' && car.year === 2018 && car.price?.amount === 35_000
      expect(isRight && car.mileageKm === 120_000, 'the car was read wrongly')
      const known = async () => (await owner(listListings, { query: { make: 'BMW', limit: 5 } })).data.length
      expect((await known()) === 0, 'it was saved before anybody said so')
      await owner(saveParseItem, { params: { id: parse.id, itemId: item!.id }, body: {} })
      expect((await known()) === 1, 'it was not saved')
    },
  },
  {
    name: 'sample pages of many kinds are fetched, read and saved; a search leads to its adverts',
    cure: 'are the workers running, and does API_PORT answer them? Sample pages are served by the API itself',
    async play(stage) {
      const { owner } = stage
      const items = await itemsOf(stage, await owner(trySamples, {}))
      const cars = items.filter((one) => one.kind === 'listing').flatMap((one) => one.listings)
      expect(cars.length >= 15, `only ${cars.length} adverts were read`)
      expect(
        items.some((one) => one.kind === 'search' && one.found > 0),
        'no search page was read',
      )
      expect(
        items.every((one) => one.status !== 'failed' || one.reasonCode !== null),
        'a page failed without a reason',
      )
      // A page that is read once more by its address is the same car.
      const page = items.find((one) => one.kind === 'listing' && one.url && one.listings[0]?.id)
      const [again] = await itemsOf(stage, await start(stage, { urls: [page!.url!] }))
      expect(again?.listings[0]?.id === page!.listings[0]!.id, 'the same address made another car')
      await owner(removeSamples)
    },
  },
  {
    name: 'an internal address is not opened',
    cure: 'FETCH_ALLOW_PRIVATE must not name hosts that nobody outside may reach',
    async play(stage) {
      const [item] = await itemsOf(
        stage,
        await start(stage, { urls: ['http://169.254.169.254/latest/meta-data/'] }),
      )
      expect(item?.reasonCode === 'blocked_address', `ended as ${item?.status} (${item?.reasonCode})`)
      expect(
        (await stage.owner(listSites)).data.length > 0,
        'no site is known: the parser has not registered',
      )
    },
  },
]
