import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Http, Next, Parts } from '../call.ts'
import { createOpenApi } from '../openapi.ts'

const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
}
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Cartie API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/api/docs/favicon-32x32.png"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`
const start = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null })`

/** The OpenAPI document and a page that shows it, served from here alone: nothing is asked of any other host. */
export function docs({ config }: Pick<Parts, 'config'>) {
  const document = JSON.stringify(createOpenApi(config.publicUrl))
  const serve = (http: Http, type: string, body: string) => {
    http.state.route = http.path
    http.set('Content-Security-Policy', policy)
    http.type = type
    http.body = body
  }
  return async (http: Http, next: Next) => {
    if (http.method !== 'GET') return next()
    if (http.path === '/api/v1/openapi.json') return serve(http, 'application/json', document)
    if (http.path === '/api/docs' || http.path === '/api/docs/') return serve(http, 'text/html', page)
    if (http.path === '/api/docs/start.js') return serve(http, 'text/javascript', start)
    const name = http.path.startsWith('/api/docs/') ? http.path.slice('/api/docs/'.length) : ''
    const type = Object.hasOwn(assets, name) ? assets[name] : undefined
    if (!type) return next()
    http.state.route = http.path
    http.set('Cache-Control', 'public, max-age=86400')
    http.type = type
    http.body = createReadStream(path.join(folder, name))
  }
}
