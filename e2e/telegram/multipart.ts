import { badRequest } from './api-error.ts'

export interface Part {
  name: string
  /** Only a file has one. */
  fileName: string | undefined
  type: string
  bytes: Buffer
}

/** The parts of a `multipart/form-data` body. Throws where it breaks off. */
export function parseMultipart(contentType: string, body: Buffer): Part[] {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType) ?? []
  const delimiter = Buffer.from(`--${quoted ?? bare ?? ''}`)
  const parts: Part[] = []
  let at = body.indexOf(delimiter)
  while (at !== -1 && body.subarray(at + delimiter.length, at + delimiter.length + 2).toString() !== '--') {
    const headersAt = at + delimiter.length + 2
    const headersEnd = body.indexOf('\r\n\r\n', headersAt)
    const end = body.indexOf(delimiter, headersAt)
    if (headersEnd === -1 || end === -1) throw badRequest('unexpected end of the request body')
    const headers = body.subarray(headersAt, headersEnd).toString()
    parts.push({
      name: parameter(headers, 'name') ?? '',
      fileName: parameter(headers, 'filename'),
      type: /^content-type: *(.+)$/im.exec(headers)?.[1]?.trim() ?? 'application/octet-stream',
      bytes: body.subarray(headersEnd + 4, end - 2),
    })
    at = end
  }
  return parts
}

function parameter(headers: string, name: string): string | undefined {
  const value = new RegExp(`[; ]${name}="([^"]*)"`, 'i').exec(headers)?.[1]
  return value?.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')
}
