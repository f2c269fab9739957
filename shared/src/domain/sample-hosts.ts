/** The made-up hosts of the sample pages: the API answers for them, and the fetcher sends them there. */
export const sampleHosts: readonly string[] = [
  'avto-lviv',
  'premium-kharkiv',
  'garage-kyiv',
  'dnipro-motors',
  'odesa-auto',
  'autohaus-beispiel',
  'current-motors',
  'market',
  'channel',
  'guarded',
].map((name) => `${name}.sample.cartie.example`)
