// Turns messages/*.json into typed functions: by the build, and alone before the types are checked.
import { fileURLToPath } from 'node:url'
import { compile } from '@inlang/paraglide-js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const messageOptions = {
  project: here('./project.inlang'),
  outdir: here('./src/lib/paraglide'),
  strategy: ['cookie', 'baseLocale'] as ('cookie' | 'baseLocale')[],
  cookieName: 'cartie_language',
  cookieMaxAge: 400 * 24 * 3600,
  emitReadme: false,
}

if (import.meta.main) await compile(messageOptions)
