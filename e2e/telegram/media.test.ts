import { InputFile } from 'node-telegram-bot-api'
import { expect, it } from 'vitest'
import { startTelegram } from './testing/telegram.ts'

const bytes = (text: string) =>
  new InputFile(Buffer.from(text), { filename: 'car.jpg', contentType: 'image/jpeg' })

it('takes an uploaded photo, gives its bytes back and sends it again by its id', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  user.sends(bot, 'hi')
  const sent = await api.sendPhoto({
    chat_id: user.id,
    photo: bytes('pixels'),
    caption: '<i>c</i>',
    parse_mode: 'HTML',
  })
  expect(sent).toMatchObject({ caption: 'c', caption_entities: [{ type: 'italic', offset: 0, length: 1 }] })
  const fileId = sent.photo?.at(-1)?.file_id ?? ''
  const file = await api.getFile({ file_id: fileId })
  const download = await fetch(`${telegram.url}/file/bot${bot.token}/${file.file_path}`)
  expect(await download.text()).toBe('pixels')
  const again = await api.sendPhoto({ chat_id: user.id, photo: fileId })
  expect(again.photo?.at(-1)?.file_unique_id).toBe(sent.photo?.at(-1)?.file_unique_id)
  expect(telegram.journal.calls('sendPhoto').map(({ files }) => files)).toEqual([['photo'], []])
})

it('knows a file of one bot by another id at the next bot', async () => {
  const { telegram, bot, user, api, apiOf } = await startTelegram()
  const other = telegram.addBot({ token: '7002:secret', username: 'other_bot' })
  for (const one of [bot, other]) user.sends(one, 'hi')
  const sent = await api.sendPhoto({ chat_id: user.id, photo: bytes('x') })
  const photo = sent.photo?.at(-1)?.file_id ?? ''
  await expect(apiOf(other.token).sendPhoto({ chat_id: user.id, photo })).rejects.toMatchObject({
    description: "Bad Request: wrong remote file identifier specified: can't unserialize it",
  })
})

it('takes albums of 2 to 10, uploaded and known files mixed, under one media_group_id', async () => {
  const { bot, user, api } = await startTelegram({ limits: false })
  user.sends(bot, 'hi')
  const known = (await api.sendPhoto({ chat_id: user.id, photo: bytes('a') })).photo?.at(-1)?.file_id ?? ''
  const media = [known, bytes('b'), 'https://example.com/c.jpg'].map((photo, i) => ({
    type: 'photo' as const,
    media: photo,
    ...(i === 0 ? { caption: 'Three' } : {}),
  }))
  const album = await api.sendMediaGroup({ chat_id: user.id, media })
  expect(album).toMatchObject([{ caption: 'Three' }, {}, {}])
  expect(new Set(album.map((message) => message.media_group_id)).size).toBe(1)
  const photos = (count: number) =>
    Array.from({ length: count }, () => ({ type: 'photo' as const, media: known }))
  const refusals = [
    [photos(1), 'too few messages to send as an album'],
    [photos(11), 'too many messages to send as an album'],
  ] as const
  for (const [many, description] of refusals)
    await expect(api.sendMediaGroup({ chat_id: user.id, media: many })).rejects.toMatchObject({
      description: `Bad Request: ${description}`,
    })
})

it('brings photos and albums of users, each message by itself', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  user.sends(bot, { photo: Buffer.from('p'), caption: 'One' })
  user.sends(bot, { album: [Buffer.from('a'), Buffer.from('b')], caption: 'Two' })
  const updates = await api.getUpdates()
  expect(updates).toMatchObject([
    { message: { caption: 'One' } },
    { message: { caption: 'Two', media_group_id: expect.any(String) as string } },
    { message: { media_group_id: expect.any(String) as string } },
  ])
  const [one] = bot.told
  const { file_path: path } = await api.getFile({ file_id: one?.message?.photo?.at(-1)?.file_id ?? '' })
  expect(await (await fetch(`${telegram.url}/file/bot${bot.token}/${path}`)).text()).toBe('p')
})

it('sends documents and does not mistake one for a photo', async () => {
  const { bot, user, api } = await startTelegram()
  user.sends(bot, 'hi')
  const sent = await api.sendDocument({
    chat_id: user.id,
    document: new InputFile(Buffer.from('%PDF'), { filename: 'offer.pdf', contentType: 'application/pdf' }),
  })
  expect(sent.document).toMatchObject({ file_name: 'offer.pdf', mime_type: 'application/pdf', file_size: 4 })
  const photo = sent.document?.file_id ?? ''
  await expect(api.sendPhoto({ chat_id: user.id, photo })).rejects.toMatchObject({
    description: "Bad Request: can't use file of type Document as Photo",
  })
})
