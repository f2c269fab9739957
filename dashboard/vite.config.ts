import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { endpointAddresses } from './endpoint-addresses.ts'
import { messageOptions } from './messages-compile.ts'

export default defineConfig({
  plugins: [
    endpointAddresses(),
    tailwindcss(),
    paraglideVitePlugin(messageOptions),
    sveltekit({
      adapter: adapter({ precompress: true }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Elements are placed by style attributes: virtual rows, bars, floating panels.
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'https:', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: { assetsInlineLimit: 0 },
})
