import { badRequest } from '../api-error.ts'
import { keyOf } from '../file-store.ts'
import type { Method } from './method.ts'

const mostBytes = 20 * 1024 * 1024

export const getFile: Method = ({ bot, world, params }) => {
  const key = keyOf(bot.id, params.text('file_id'))
  const file = key === undefined ? undefined : world.files.get(key)
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.bytes.length > mostBytes) throw badRequest('file is too big')
  return {
    file_id: params.text('file_id'),
    file_unique_id: `AQAD${key}`,
    file_size: file.bytes.length,
    file_path: file.path,
  }
}
