import { imageSize } from 'image-size'
import { AppError } from '@cartie/shared/errors'
import type { LogoInput, Workspace } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { keepPhoto } from '../media/keep-photo.ts'
import { changeWorkspace } from './change.ts'

const maxBytes = 512 * 1024
const leastPx = 48
const mostPx = 4096

/**
 * Keeps a picture and makes it the logo of the workspace. Throws `invalid` for what is no PNG, JPEG or WebP by its
 * bytes, for more than 512 KiB, and for sides below 48 or above 4096 pixels.
 */
export function setLogo(ctx: Context, { image }: LogoInput): Promise<Workspace> {
  requirePermission(ctx, 'workspace.write')
  const bytes = Buffer.from(image, 'base64')
  if (bytes.length > maxBytes) throw refusal('too_large', 'Take a picture of at most 512 KiB.')
  return withTx(ctx, async (tx) => {
    const { path } = await keepPhoto(ctx, tx, bytes, '/image')
    requireSize(bytes)
    return changeWorkspace(ctx, tx, { logo: path })
  })
}

/** Takes the logo away. What was sent with it keeps it. */
export function removeLogo(ctx: Context): Promise<Workspace> {
  requirePermission(ctx, 'workspace.write')
  return withTx(ctx, (tx) => changeWorkspace(ctx, tx, { logo: null }))
}

/** Its header alone is read: nothing here unpacks what a stranger packed. */
function requireSize(bytes: Buffer): void {
  let sides: number[]
  try {
    const { width, height } = imageSize(bytes)
    sides = [width, height]
  } catch {
    throw refusal('no_image', 'This picture is damaged. Take another one.')
  }
  if (sides.some((px) => !(px >= leastPx && px <= mostPx)))
    throw refusal('size', `Take a picture of ${leastPx} to ${mostPx} pixels a side.`)
}

const refusal = (code: string, message: string) =>
  new AppError('invalid', message, { errors: [{ pointer: '/image', code, message }] })
