export const photos = (n: number, base: string) =>
  Array.from({ length: n }, (_, i) => `${base}/${1000 + i}.jpg`)
export const page = (lang: string, head: string, body: string) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
export const state = (id: string, value: unknown) =>
  `<script id="${id}" type="application/json">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`
export const imgs = (list: string[]) =>
  list.map((src) => `<div class="slide"><img src="${src}" alt=""></div>`).join('')
