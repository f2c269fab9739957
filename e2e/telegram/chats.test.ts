import { describe, expect, it } from 'vitest'
import { startTelegram } from './testing/telegram.ts'

describe('a group', () => {
  it('tells a bot that it was added, and lets it hear only what is meant for it until it is admin', async () => {
    const { telegram, bot, user, api } = await startTelegram()
    const group = telegram.addGroup({ title: 'Dealers', creator: user })
    group.adds(bot)
    user.sends(group, 'not for bots')
    user.sends(group, '/start@cartie_bot')
    group.promotes(bot)
    user.sends(group, 'heard by an admin')
    expect(await api.getUpdates()).toMatchObject([
      { my_chat_member: { old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } } },
      { message: { new_chat_members: [{ id: 7001 }] } },
      { message: { text: '/start@cartie_bot', chat: { id: group.id, type: 'group', title: 'Dealers' } } },
      { my_chat_member: { new_chat_member: { status: 'administrator' } } },
      { message: { text: 'heard by an admin' } },
    ])
  })

  it('that became a supergroup refuses the old id and names the new one', async () => {
    const { telegram, bot, user, api } = await startTelegram()
    const group = telegram.addGroup({ title: 'Dealers', creator: user })
    group.adds(bot)
    const oldId = group.id
    const newId = group.migrates()
    await expect(api.sendMessage({ chat_id: oldId, text: 'x' })).rejects.toMatchObject({
      errorCode: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      migrateToChatId: newId,
    })
    expect((await api.sendMessage({ chat_id: newId, text: 'x' })).chat).toMatchObject({ type: 'supergroup' })
    expect((await api.getUpdates()).slice(2)).toMatchObject([
      { message: { chat: { id: oldId }, migrate_to_chat_id: newId } },
      { message: { chat: { id: newId }, migrate_from_chat_id: oldId } },
    ])
  })

  it('tells who is in it, and shuts a bot out that was removed', async () => {
    const { telegram, bot, user, api } = await startTelegram()
    const group = telegram.addGroup({ title: 'Dealers', creator: user, kind: 'supergroup' })
    group.adds(bot)
    expect(await api.getChatAdministrators({ chat_id: group.id })).toMatchObject([{ status: 'creator' }])
    expect(await api.getChatMember({ chat_id: group.id, user_id: bot.id })).toMatchObject({
      status: 'member',
    })
    group.removes(bot)
    await expect(api.sendMessage({ chat_id: group.id, text: 'x' })).rejects.toMatchObject({
      errorCode: 403,
      description: 'Forbidden: bot was kicked from the supergroup chat',
    })
  })
})

describe('a channel', () => {
  it('shows its posts and their edits to a bot that is admin, not to itself what it posts', async () => {
    const { telegram, bot, user, api } = await startTelegram()
    const channel = telegram.addChannel({ title: 'Cars', username: 'cars_ua', creator: user })
    await expect(api.sendMessage({ chat_id: '@cars_ua', text: 'x' })).rejects.toMatchObject({
      errorCode: 403,
      description: 'Forbidden: bot is not a member of the channel chat',
    })
    channel.promotes(bot)
    const post = channel.posts('Camry 2018, $15000')
    channel.edits(post, 'SOLD')
    await api.sendMessage({ chat_id: '@cars_ua', text: 'by the bot' })
    expect(await api.getUpdates()).toMatchObject([
      { my_chat_member: { chat: { id: channel.id }, new_chat_member: { status: 'administrator' } } },
      { channel_post: { text: 'Camry 2018, $15000', sender_chat: { id: channel.id } } },
      { edited_channel_post: { text: 'SOLD', message_id: post.message_id } },
    ])
    expect(await api.getChat({ chat_id: '@cars_ua' })).toMatchObject({ id: channel.id, title: 'Cars' })
    expect(channel.messages.map(({ text }) => text)).toEqual(['SOLD', 'by the bot'])
  })

  it('needs the right to post', async () => {
    const { telegram, bot, user, api } = await startTelegram()
    const channel = telegram.addChannel({ title: 'Cars', creator: user })
    channel.promotes(bot, { can_post_messages: false })
    await expect(api.sendMessage({ chat_id: channel.id, text: 'x' })).rejects.toMatchObject({
      description: 'Bad Request: need administrator rights in the channel chat',
    })
  })

  it('can be forwarded from, by users and bots, and copied without a trace', async () => {
    const { telegram, bot, user, api } = await startTelegram()
    const channel = telegram.addChannel({ title: 'Cars', creator: user })
    channel.promotes(bot)
    const post = channel.posts({ album: [Buffer.from('a'), Buffer.from('b')], caption: 'Camry' })
    user.sends(bot, { forward: post })
    const origin = { type: 'channel', chat: { id: channel.id }, message_id: post.message_id }
    expect((await api.getUpdates()).at(-1)).toMatchObject({
      message: { caption: 'Camry', forward_origin: origin, photo: [{}, {}] },
    })
    const source = { chat_id: user.id, from_chat_id: channel.id, message_id: post.message_id }
    expect(await api.forwardMessage(source)).toMatchObject({ forward_origin: origin })
    const { message_id } = await api.copyMessage({ ...source, caption: 'Mine' })
    expect(user.chatWith(bot).find((message) => message.message_id === message_id)).not.toHaveProperty(
      'forward_origin',
    )
    expect(user.chatWith(bot).at(-1)).toMatchObject({ caption: 'Mine' })
  })
})
