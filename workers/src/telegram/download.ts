import type { Dispatcher } from 'undici'

/** A file of the Bot API server whole; its status alone where that is not 200, `too large` beyond `maxBytes`. */
export async function download(
  pool: Dispatcher,
  { path, maxBytes, signal }: { path: string; maxBytes: number; signal: AbortSignal },
): Promise<{ status: number; bytes: Buffer } | 'too large'> {
  const { statusCode: status, headers, body } = await pool.request({ path, method: 'GET', signal })
  const chunks: Buffer[] = []
  let size = Number(headers['content-length'] ?? 0)
  if (size <= maxBytes) {
    size = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) break
      chunks.push(chunk)
    }
  }
  if (size <= maxBytes) return { status, bytes: Buffer.concat(chunks) }
  // What is left unread would keep the connection busy.
  body.on('error', () => undefined).destroy()
  return 'too large'
}
