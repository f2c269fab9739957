/**
 * Whether an address is one that Telegram takes for a button: it refuses the whole message for one of a single machine.
 */
export const isOnTheInternet = (address: string): boolean =>
  /\.[a-z][a-z0-9-]*$/i.test(URL.parse(address)?.hostname ?? '')
