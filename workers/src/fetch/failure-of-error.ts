import { failure, type FetchFailure, type FetchFailureCode } from './fetch-result.ts'

const connectCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
  'EACCES',
  'EINVAL',
])
/** A name that does not exist will not exist in a minute either; a resolver that is busy may answer then. */
const finalDnsCodes = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EINVAL'])
const refusals: ReadonlySet<string> = new Set<FetchFailureCode>(['BLOCKED_IP', 'BLOCKED_SELF'])

/**
 * Names what an error of the HTTP stack was.
 * @param answered true once the status line has arrived: a parser error after it is a damaged body
 */
export function failureOfError(error: Error, answered: boolean): FetchFailure {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  const detail = `${code || error.name}: ${error.message}`.slice(0, 300)
  if (refusals.has(code)) return failure(code as FetchFailureCode, error.message)
  if (error.name === 'TimeoutError') return failure('DEADLINE', detail)
  if (syscall === 'getaddrinfo' || code.startsWith('EAI_') || finalDnsCodes.has(code)) {
    return failure('DNS', detail, !finalDnsCodes.has(code))
  }
  if (code === 'HPE_HEADER_OVERFLOW') return failure('HEADERS_TOO_LARGE', detail)
  if (code.startsWith('HPE_')) return failure(answered ? 'DECODE_ERROR' : 'PROTOCOL_ERROR', detail)
  if (connectCodes.has(code)) return failure('CONNECT', detail)
  if (isTlsCode(code)) return failure('TLS', detail)
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') return failure('RESET', detail)
  return failure('PROTOCOL_ERROR', detail)
}

/** OpenSSL's verification results have no common prefix; these words do for all of them. */
function isTlsCode(code: string): boolean {
  return /^(?:ERR_TLS_|ERR_SSL_|EPROTO$)|CERT|SELF_SIGNED|UNABLE_TO|SIGNATURE|_CA$|CRL|HOSTNAME_MISMATCH/.test(
    code,
  )
}
