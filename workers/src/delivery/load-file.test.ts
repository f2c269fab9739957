import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaPath } from '@cartie/shared/domain/media-path'
import { makeFetcher } from '../fetch/testing/fetcher.ts'
import { startSite, type Origin } from '../fetch/testing/origins.ts'
import { loadFile } from './load-file.ts'

const id = '0192f3f0-0000-4000-8000-000000000001'
const bytes = Buffer.from('photo')
const fetcher = makeFetcher({ allowPrivate: ['127.0.0.1'] })
let site: Origin
beforeAll(async () => {
  site = await startSite((_, reply) => void reply.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes))
})
afterAll(() => site.close())

describe('a photo that is to be sent', () => {
  const load = loadFile(fetcher, (wanted) =>
    Promise.resolve(wanted === id ? { contentType: 'image/png', bytes } : undefined),
  )

  test('of our own is read where it is kept', async () => {
    const path = mediaPath(id)
    expect(await load({ key: path, url: path })).toEqual({
      bytes,
      contentType: 'image/png',
      filename: 'photo.png',
    })
    const gone = mediaPath(id.replace(/1$/, '2'))
    await expect(load({ key: gone, url: gone })).rejects.toThrow('not kept')
  })

  test('of a site is fetched', async () => {
    const url = `${site.url}/p/1.jpg`
    expect(await load({ key: url, url })).toMatchObject({ bytes, filename: '1.jpg' })
  })
})
