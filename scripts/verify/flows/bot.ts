import { randomBytes, randomInt } from 'node:crypto'
import { createBot, getBot } from '@cartie/shared/endpoints/bots'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { installScenarioTemplate } from '@cartie/shared/endpoints/scenarios'
import { expect } from '../expect.ts'
import { Skipped, until, type Flow } from '../flow.ts'

export const bot: readonly Flow[] = [
  {
    name: 'a lead from a bot: a whole talk in Telegram, with the chat that it came from',
    cure: 'was the installation started with TELEGRAM_API_URL=<the address of --telegram>? Are the workers running?',
    async play(stage) {
      const { owner, telegram } = stage
      if (!telegram)
        throw new Skipped(
          'a real bot would write to real people: start the installation with TELEGRAM_API_URL and name that server with --telegram',
        )
      const token = `${randomInt(1e9, 9e9)}:AA${randomBytes(24).toString('hex').slice(0, 33)}`
      const { id } = await owner(createBot, { body: { token, intake: 'polling' } })
      const look = () => owner(getBot, { params: { id } })
      const { username } = await until(stage, 'the bot is known', look, (one) => {
        expect(one.status !== 'refused', 'Telegram does not know the token')
        return one.status === 'ready' && one.synced
      })
      stage.bot = { id, username: username! }
      await owner(installScenarioTemplate, {
        params: { id: 'lead-capture' },
        body: { name: 'Verify bot', botIds: [id] },
      })
      const client = await telegram.newcomer('Олена', '380671110006')
      const to = username!
      await client.sends(to, { text: '/start' })
      await client.hears(to, 'звертатися')
      await client.sends(to, { text: 'Олена Бот' })
      await client.hears(to, 'телефон')
      await client.presses(to, '📱 Поділитися номером')
      await client.hears(to, 'Яке авто')
      await client.sends(to, { text: 'BMW X5 від 2018, дизель' })
      await client.hears(to, 'бюджет')
      await client.sends(to, { text: '40 тис $' })
      await client.hears(to, 'прийнято')
      const leads = () => owner(listLeads, { query: { q: 'Олена Бот', limit: 5 } })
      const { data } = await until(stage, 'the lead is there', leads, (page) => page.data.length === 1)
      expect(data[0]!.phone === '+380671110006', 'its phone is not what was said')
      expect(data[0]!.sourceChatId === String(client.id), `it came from chat ${data[0]!.sourceChatId}`)
    },
  },
]
