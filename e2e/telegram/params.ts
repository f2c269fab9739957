import { badRequest } from './api-error.ts'
import { parseMultipart } from './multipart.ts'

export interface UploadedFile {
  name: string
  type: string
  bytes: Buffer
}

/** The parameters of one call: as Telegram does, everything is text until a method reads it, or a file. */
export class Params {
  readonly fields: Readonly<Record<string, string>>
  readonly files: ReadonlyMap<string, UploadedFile>

  constructor(fields: Record<string, string>, files: ReadonlyMap<string, UploadedFile> = new Map()) {
    this.fields = fields
    this.files = files
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined
  }

  /** The empty string where it is missing. */
  text(name: string): string {
    return this.fields[name] ?? ''
  }

  /** A whole number, clamped; `otherwise` where it is missing or no number. */
  integer(name: string, otherwise = 0, lowest = -Infinity, highest = Infinity): number {
    const value = Number.parseInt(this.text(name), 10)
    return Number.isNaN(value) ? otherwise : Math.min(highest, Math.max(lowest, value))
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase())
  }

  /** `undefined` where it is missing. Throws where it is no JSON, calling it `what`. */
  json(name: string, what: string): unknown {
    const text = this.text(name)
    if (text === '') return undefined
    try {
      const value: unknown = JSON.parse(text)
      return value
    } catch {
      throw badRequest(`can't parse ${what} JSON object`)
    }
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads the parameters of a call from its query string and its body of any of the three kinds. */
export function readParams(query: URLSearchParams, contentType: string, body: Buffer): Params {
  const fields: Record<string, string> = Object.fromEntries(query)
  if (body.length === 0) return new Params(fields)
  if (contentType.startsWith('multipart/form-data')) {
    const files = new Map<string, UploadedFile>()
    for (const part of parseMultipart(contentType, body)) {
      if (part.fileName === undefined) fields[part.name] = part.bytes.toString()
      else files.set(part.name, { name: part.fileName, type: part.type, bytes: part.bytes })
    }
    return new Params(fields, files)
  }
  if (contentType.startsWith('application/json')) return new Params({ ...fields, ...jsonFields(body) })
  return new Params({ ...fields, ...Object.fromEntries(new URLSearchParams(body.toString())) })
}

function jsonFields(body: Buffer): Record<string, string> {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw badRequest("can't parse request JSON object")
  }
  if (!isRecord(value)) throw badRequest('object expected as request')
  const present = Object.entries(value).filter(([, field]) => field !== null)
  return Object.fromEntries(
    present.map(([name, field]) => [name, typeof field === 'string' ? field : JSON.stringify(field)]),
  )
}
