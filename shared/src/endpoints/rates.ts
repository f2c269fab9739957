import { defineEndpoint } from '../endpoint.ts'
import { ExchangeRates } from '../schemas/rate.ts'

export const getRates = defineEndpoint({
  id: 'rates.get',
  method: 'GET',
  path: '/rates',
  access: 'workspace.read',
  status: 200,
  summary:
    'The exchange rates that Cartie counts with: of the National Bank of Ukraine, of the last day known',
  reply: ExchangeRates,
})
