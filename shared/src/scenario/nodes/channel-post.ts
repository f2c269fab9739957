import { z } from 'zod'
import { LocalText, textIn, words } from '../local-text.ts'
import { Language } from '../../schemas/common.ts'
import { defineNode, leave, type NodeContext } from '../node.ts'
import { splitHtml } from '../html.ts'
import { limits, toPayload } from '../telegram.ts'
import { VariableName } from '../value.ts'
import { exitLabels, fieldLabels } from './labels.ts'

/** The file ids or addresses in a variable. */
export function photosIn(talk: NodeContext, variable: string | undefined): string[] {
  const value = variable ? talk.get(variable) : undefined
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return all.flatMap((one) => (typeof one === 'string' && one ? [one] : [])).slice(0, limits.album.most)
}

/** As much of a text as one post can hold. */
export const postText = (html: string, photos: readonly string[]): string =>
  splitHtml(html, photos.length > 0 ? limits.caption : limits.text)[0] ?? ''

export const channelPost = defineNode({
  type: 'CHANNEL_POST',
  options: z.object({
    /** Empty: the bot's own channel. May be a template. */
    channel: z.string().max(200).default(''),
    text: LocalText,
    language: Language.default('uk'),
    photos: VariableName.optional(),
    buttonText: LocalText.default({}),
    /** What the button's link starts the bot with. May be a template. */
    payload: z.string().max(200).default(''),
  }),
  exits: () => [
    { name: 'next', required: true },
    { name: 'failed', required: false, otherwise: 'next' },
  ],
  waits: () => false,
  uses: ({ channel, text, photos, buttonText, payload }) => ({
    texts: [
      { field: 'text', text, limit: photos ? limits.caption : limits.text },
      { field: 'buttonText', text: buttonText, limit: limits.button, optional: true },
    ],
    templates: [channel, payload],
    reads: photos ? [photos] : [],
  }),
  enter(talk, options) {
    const photos = photosIn(talk, options.photos)
    const text = postText(talk.html(options.text, options.language), photos)
    if (!text && photos.length === 0) return leave('failed')
    const payload = toPayload(talk.plain(options.payload))
    const label = textIn(options.buttonText, options.language)
    talk.emit({
      type: 'channelPost',
      channel: talk.plain(options.channel),
      text,
      photos,
      ...(label && payload ? { button: { text: talk.label({ [options.language]: label }), payload } } : {}),
    })
    talk.settle()
    return leave('next')
  },
  example: {
    text: { uk: 'Нове авто!', ru: 'Новое авто!', en: 'A new car!' },
    buttonText: { uk: 'Цікавить', ru: 'Интересует', en: 'Interested' },
    payload: 'post',
  },
  labels: {
    name: words('Пост у канал', 'Пост в канал', 'Channel post'),
    help: words('Публікує пост у каналі.', 'Публикует пост в канале.', 'Posts to a channel.'),
    fields: {
      channel: words('Канал', 'Канал', 'Channel'),
      text: fieldLabels.text,
      language: words('Мова поста', 'Язык поста', 'Language of the post'),
      photos: words('Змінна з фото', 'Переменная с фото', 'Variable with photos'),
      buttonText: words('Кнопка', 'Кнопка', 'Button'),
      payload: words('Мітка посилання', 'Метка ссылки', 'Link payload'),
    },
    exits: { next: exitLabels.next, failed: exitLabels.failed },
    values: {
      uk: words('Українська', 'Украинский', 'Ukrainian'),
      ru: words('Російська', 'Русский', 'Russian'),
      en: words('Англійська', 'Английский', 'English'),
    },
  },
})
