import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readUpdate } from './telegram-update.ts'

const olena = {
  id: 501,
  is_bot: false,
  first_name: 'Олена',
  last_name: 'К',
  username: 'olena',
  language_code: 'uk-UA',
}
const chat = { id: 501, type: 'private', first_name: 'Олена', last_name: 'К', username: 'olena' }
const group = { id: -100200, type: 'supergroup', title: 'Менеджери' }
const channel = { id: -100300, type: 'channel', title: 'Авто Львів', username: 'avto_lviv' }
const date = 1_795_000_000
const message = (more: object) => ({
  update_id: 9,
  message: { message_id: 4, date, from: olena, chat, ...more },
})
const sizes = (id: string) => [
  { file_id: `${id}-small`, width: 90, height: 60 },
  { file_id: `${id}-large`, width: 1280, height: 853 },
]
const file = (kind: string, fileId: string, more: object = {}) => ({ files: [{ kind, fileId, ...more }] })
const large = { width: 1280, height: 853 }

describe('what a message is', () => {
  test.each([
    ['a text', { text: 'Привіт' }, 'text', 'Привіт', {}],
    ['a photo', { photo: sizes('p') }, 'photo', '', file('photo', 'p-large', large)],
    [
      'a photo with words',
      { photo: sizes('p'), caption: 'BMW' },
      'photo',
      'BMW',
      file('photo', 'p-large', large),
    ],
    [
      'a photo of an album',
      { photo: sizes('p'), media_group_id: '77' },
      'album',
      '',
      { ...file('photo', 'p-large', large), albumId: '77' },
    ],
    [
      'a document',
      { document: { file_id: 'd', file_name: 'techpassport.pdf', mime_type: 'application/pdf' } },
      'document',
      '',
      file('document', 'd', { name: 'techpassport.pdf', mimeType: 'application/pdf' }),
    ],
    [
      'an animation, which is a document too',
      { animation: { file_id: 'a' }, document: { file_id: 'a' } },
      'animation',
      '',
      file('animation', 'a'),
    ],
    ['a voice', { voice: { file_id: 'v' } }, 'voice', '', file('voice', 'v')],
    [
      'a place',
      { location: { latitude: 49.8, longitude: 24 } },
      'location',
      '',
      { location: { latitude: 49.8, longitude: 24 } },
    ],
    [
      "somebody else's contact",
      { contact: { phone_number: '+380671234567', first_name: 'Іван', user_id: 7 } },
      'contact',
      '',
      { contact: { phone: '+380671234567', name: 'Іван', userId: 7 } },
    ],
    [
      'a post forwarded from a channel',
      { text: 'Skoda', forward_origin: { type: 'channel', chat: channel, message_id: 12 } },
      'text',
      'Skoda',
      { forward: { name: 'Авто Львів', chatId: '-100300', username: 'avto_lviv', messageId: 12 } },
    ],
    [
      'a message forwarded from somebody hidden',
      { text: 'Skoda', forward_origin: { type: 'hidden_user', sender_user_name: 'Хтось' } },
      'text',
      'Skoda',
      { forward: { name: 'Хтось' } },
    ],
    ['an answer', { text: 'так', reply_to_message: { message_id: 3 } }, 'text', 'так', { replyTo: 3 }],
    ['news of a group', { new_chat_members: [olena] }, 'service', '', {}],
    ['something that nobody knows', { hologram: {} }, 'other', '', {}],
    ['words with a NUL and half an emoji', { text: 'a\u0000b\ud83d' }, 'text', 'ab\ufffd', {}],
  ])('%s', (_, more, kind, text, content) => {
    expect(readUpdate(message(more))).toMatchObject({
      updateId: 9,
      kind: 'message',
      chat: { id: '501', kind: 'private', title: 'Олена К', username: 'olena' },
      sender: { id: 501, name: 'Олена К', username: 'olena', language: 'uk', isBot: false },
    })
    expect(readUpdate(message(more))?.message).toMatchObject({
      messageId: 4,
      kind,
      text,
      date,
      ownPhone: null,
    })
    expect(readUpdate(message(more))?.message?.content).toEqual(content)
  })

  test('a number that somebody shares as their own is their phone', () => {
    const shared = message({ contact: { phone_number: '380671234567', first_name: 'Олена', user_id: 501 } })
    expect(readUpdate(shared)?.message?.ownPhone).toBe('+380671234567')
  })

  test('in a group it is told who writes', () => {
    const said = readUpdate(message({ chat: group, text: 'є покупець' }))
    expect(said).toMatchObject({
      chat: { id: '-100200', kind: 'supergroup', title: 'Менеджери' },
      message: { content: { from: { id: 501, name: 'Олена К' } } },
    })
  })

  test('a group that became a supergroup tells its new number, and the supergroup the old one', () => {
    const moved = message({ chat: { ...group, type: 'group' }, migrate_to_chat_id: -1009 })
    expect(readUpdate(moved)?.message).toMatchObject({ kind: 'service', migratedTo: '-1009' })
    const came = message({ chat: group, migrate_from_chat_id: -8 })
    expect(readUpdate(came)?.message).toMatchObject({ kind: 'service', migratedTo: null, migratedFrom: '-8' })
  })

  test('of the sizes of a photo the largest that a screen needs is taken, and each knows its file', () => {
    const size = (id: string, width: number) => ({
      file_id: id,
      file_unique_id: `u-${id}`,
      width,
      height: 60,
    })
    const taken = (...widths: number[]) =>
      readUpdate(message({ photo: widths.map((w) => size(`w${w}`, w)) }))?.message?.content.files
    expect(taken(90, 800, 1280, 2560)).toMatchObject([{ fileId: 'w1280', uniqueId: 'u-w1280' }])
    expect(taken(90, 320)).toMatchObject([{ fileId: 'w320' }])
    expect(taken(2560, 4000)).toMatchObject([{ fileId: 'w2560' }])
  })

  test('an edit tells when it was made', () => {
    const edited = { message_id: 2, chat: channel, text: 'Audi', date, edit_date: date + 60 }
    expect(readUpdate({ update_id: 1, edited_channel_post: edited })?.message).toMatchObject({
      date,
      editedAt: date + 60,
    })
  })

  test.each([0, -5, 1e300, 'soon', 99_999_999_999])('the time %s is no time', (wrong) => {
    expect(readUpdate(message({ text: 'x', date: wrong }))?.message?.date).toBeNull()
  })
})

describe('what an update is', () => {
  test.each([
    ['edited_message', chat],
    ['channel_post', channel],
    ['edited_channel_post', channel],
  ] as const)('%s', (kind, at) => {
    const read = readUpdate({ update_id: 1, [kind]: { message_id: 2, chat: at, text: 'Audi', date } })
    expect(read).toMatchObject({
      kind,
      chat: { id: String(at.id), kind: at.type },
      message: { text: 'Audi' },
    })
  })

  test('a pressed button is told by what stood on it', () => {
    const reply_markup = {
      inline_keyboard: [[{ text: 'Ні', callback_data: 'n' }], [{ text: 'Так', callback_data: 'y' }]],
    }
    const query = { id: 'q1', from: olena, data: 'y', message: { message_id: 30, chat, reply_markup } }
    expect(readUpdate({ update_id: 2, callback_query: query })).toMatchObject({
      kind: 'callback_query',
      chat: { id: '501' },
      message: {
        messageId: null,
        kind: 'callback',
        text: 'Так',
        content: { callback: { id: 'q1', data: 'y', messageId: 30 } },
      },
    })
  })

  test('a button of a message that Telegram no longer shows belongs to the chat of who pressed it', () => {
    expect(readUpdate({ update_id: 2, callback_query: { id: 'q', from: olena, data: 'y' } })).toMatchObject({
      kind: 'callback_query',
      chat: { id: '501', kind: 'private', title: 'Олена К' },
      message: { text: 'y' },
    })
  })

  test.each([
    ['private', 'kicked', {}, { member: false, canPost: false }],
    ['private', 'member', {}, { member: true, canPost: true }],
    ['channel', 'administrator', { can_post_messages: true }, { member: true, canPost: true }],
    ['channel', 'administrator', { can_post_messages: false }, { member: true, canPost: false }],
    ['channel', 'left', {}, { member: false, canPost: false }],
    ['supergroup', 'administrator', {}, { member: true, canPost: true }],
    ['group', 'restricted', { can_send_messages: true, is_member: true }, { member: true, canPost: true }],
    ['group', 'restricted', { can_send_messages: false, is_member: true }, { member: true, canPost: false }],
  ])('in a %s chat a bot that is %s %j is %j', (type, status, more, membership) => {
    const change = { chat: { id: -5, type, title: 'X' }, from: olena, new_chat_member: { status, ...more } }
    expect(readUpdate({ update_id: 3, my_chat_member: change })).toMatchObject({
      kind: 'my_chat_member',
      message: null,
      membership,
    })
  })

  test('a kind that nobody asked for keeps its chat, and one without a chat has none', () => {
    const reaction = { update_id: 4, message_reaction: { chat, user: olena, message_id: 1 } }
    expect(readUpdate(reaction)).toMatchObject({ kind: 'other', chat: { id: '501' }, message: null })
    expect(readUpdate({ update_id: 5, poll: { id: '1' } })).toMatchObject({ kind: 'other', chat: null })
    expect(readUpdate({ update_id: 6 })).toMatchObject({ kind: 'other', chat: null })
  })

  test.each([
    undefined,
    null,
    5,
    'x',
    [],
    {},
    { update_id: 'x' },
    { update_id: 1.5 },
    { update_id: -1 },
    { update_id: 1e300 },
  ])('%j is none', (value) => {
    expect(readUpdate(value)).toBeUndefined()
  })

  test('nothing that an update may hold makes reading fail or lets through what no column holds', () => {
    const anything = fc.anything({ maxDepth: 4, withNullPrototype: true })
    const field = (value: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: anything })
    const person = fc.record(
      { id: field(fc.integer()), first_name: anything, language_code: anything },
      { requiredKeys: [] },
    )
    const place = fc.record({
      id: field(fc.integer()),
      type: field(fc.constantFrom('private', 'group', 'channel')),
      title: anything,
    })
    const body = fc.record(
      {
        message_id: anything,
        chat: field(place),
        from: field(person),
        text: field(fc.string({ unit: 'binary' })),
        photo: anything,
        contact: anything,
        forward_origin: anything,
        data: anything,
        message: field(fc.record({ chat: field(place), reply_markup: anything })),
        new_chat_member: anything,
        date: anything,
      },
      { requiredKeys: [] },
    )
    const kind = fc.constantFrom('message', 'callback_query', 'my_chat_member', 'edited_channel_post', 'poll')
    fc.assert(
      fc.property(fc.nat(), kind, field(body), (update_id, name, value) => {
        const read = readUpdate({ update_id, [name]: value })
        expect(read?.updateId).toBe(update_id)
        const text = JSON.stringify(read)
        expect(text).not.toContain('\\u0000')
        expect(text).not.toMatch(/\\ud[89a-f]/)
      }),
      { numRuns: 1000 },
    )
  })
})
