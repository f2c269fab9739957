import {
  createListing,
  deleteListing,
  facetListings,
  getListing,
  importListings,
  listListings,
  restoreListing,
  updateListing,
} from '@cartie/shared/endpoints/listings'
import { expect } from '../expect.ts'
import { type Flow } from '../flow.ts'

const cure = 'look for the request in the API log'
const price = (amount: number) => ({ amount, currency: 'USD' as const })

export const inventory: readonly Flow[] = [
  {
    name: 'inventory by hand: added, priced anew, found, binned and brought back',
    cure,
    async play({ owner }) {
      const car = {
        title: 'Toyota Camry 2018',
        make: 'Toyota',
        model: 'Camry',
        year: 2018,
        price: price(20_000),
      }
      const { id, version } = await owner(createListing, {
        body: { ...car, sourceChatId: '-1001', sourceMessageId: 7 },
      })
      const params = { id }
      await owner(updateListing, { params, body: { price: price(19_500), version } })
      const after = await owner(getListing, { params })
      expect(
        after.price?.amount === 19_500 && after.previousPrice?.amount === 20_000,
        'the price is not kept',
      )
      expect(after.sourceChatId === '-1001', 'the chat that it came from is lost')
      const find = async () => (await owner(listListings, { query: { q: 'camry', limit: 5 } })).data.length
      expect((await find()) === 1, 'it is not found by its name')
      const { makes } = await owner(facetListings, { query: {} })
      expect(
        makes.some((make) => make.value === 'Toyota'),
        'its make can not be chosen',
      )
      await owner(deleteListing, { params })
      expect((await find()) === 0, 'it is still listed')
      await owner(restoreListing, { params })
      expect((await find()) === 1, 'it did not come back')
    },
  },
  {
    name: 'inventory from a table: new rows are added, known ones changed',
    cure,
    async play({ script, key, url, signal }) {
      const rows = ['1', '2'].map((n) => ({
        title: `Mazda CX-5 ${n}`,
        make: 'Mazda',
        model: 'CX-5',
        price: price(15_000 + Number(n)),
        sourceUrl: `https://verify.invalid/${n}`,
      }))
      expect((await script(importListings, { body: { rows } })).created === 2, 'rows were left out')
      const cheaper = [{ ...rows[0]!, price: price(14_000) }]
      expect((await script(importListings, { body: { rows: cheaper } })).changed === 1, 'a known row is anew')
      const csv = await fetch(`${url}/api/v1/listings/export.csv?make=Mazda`, {
        headers: { authorization: `Bearer ${key}` },
        signal,
      })
      expect((await csv.text()).includes('Mazda CX-5 2'), 'the table that is saved has them not')
    },
  },
]
