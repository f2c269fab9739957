import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaIdOf } from '@cartie/shared/domain/media-path'
import { permissions } from '@cartie/shared/domain/roles'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { readMedia } from '../media/read.ts'
import { getCompany } from './get-company.ts'
import { getWorkspace } from './get.ts'
import { removeLogo, setLogo } from './set-logo.ts'

let db: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  db = await testWorkspaces()
  ctx = await db.workspace()
})
afterAll(() => db.close())

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
/** A black PNG of that size. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const rows = deflateSync(Buffer.alloc((width + 1) * height))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}
const given = (bytes: Buffer) => ({ image: bytes.toString('base64') })

describe('a logo', () => {
  test('is kept as a photo is, told to visitors with the company, and gone when it is taken away', async () => {
    const own = await db.workspace()
    const bytes = png(64, 64)
    const { logo } = await setLogo(own, given(bytes))
    expect((await readMedia(db.db, mediaIdOf(logo!)!))?.bytes).toEqual(bytes)
    expect(await getCompany(own)).toMatchObject({ logo })
    expect(await getWorkspace(own)).toMatchObject({ logo })
    expect(await setLogo(own, given(bytes))).toMatchObject({ logo })
    expect(await removeLogo(own)).toMatchObject({ logo: null })
    expect(await getCompany(own)).toMatchObject({ logo: null })
  })

  test.each([
    [
      'an SVG, which may hold scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['a GIF that is called otherwise', Buffer.from('GIF89a'.padEnd(64, ' '))],
    ['a PNG that is cut off', png(64, 64).subarray(0, 16)],
    ['too small a picture', png(47, 64)],
    ['too large a picture', png(4097, 64)],
    ['more than 512 KiB', Buffer.concat([png(64, 64), Buffer.alloc(512 * 1024)])],
  ])('is not %s', async (_, bytes) => {
    await expect(async () => setLogo(ctx, given(bytes))).rejects.toMatchObject({ code: 'invalid' })
    expect(await getWorkspace(ctx)).toMatchObject({ logo: null })
  })

  test('is of its workspace alone', async () => {
    const other = await db.workspace()
    await setLogo(other, given(png(64, 64)))
    expect(await getWorkspace(ctx)).toMatchObject({ logo: null })
  })

  test.each(otherRoles(permissions['workspace.write']))('is neither given nor taken by %s', async (role) => {
    await expect(async () => setLogo(as(ctx, role), given(png(64, 64)))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(async () => removeLogo(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
