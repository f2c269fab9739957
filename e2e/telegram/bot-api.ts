// What of Telegram's Bot API objects this server speaks; the names are Telegram's.

export interface User {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
}

export interface Chat {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title?: string
  username?: string
  first_name?: string
  last_name?: string
}

export interface MessageEntity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
}

export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

export interface FileReference {
  file_id: string
  file_unique_id: string
  file_size: number
}

export interface PhotoSize extends FileReference {
  width: number
  height: number
}

export interface Document extends FileReference {
  file_name: string
  mime_type: string
}

export interface Contact {
  phone_number: string
  first_name: string
  last_name?: string
  user_id?: number
}

export type MessageOrigin =
  | { type: 'user'; date: number; sender_user: User }
  | { type: 'channel'; date: number; chat: Chat; message_id: number }

/** What is said, whoever says it. */
export interface Content {
  text?: string
  entities?: MessageEntity[]
  photo?: PhotoSize[]
  document?: Document
  contact?: Contact
  caption?: string
  caption_entities?: MessageEntity[]
  media_group_id?: string
  forward_origin?: MessageOrigin
  reply_to_message?: Message
  new_chat_members?: User[]
  left_chat_member?: User
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
}

export interface Message extends Content {
  message_id: number
  from?: User
  sender_chat?: Chat
  chat: Chat
  date: number
  edit_date?: number
  reply_markup?: InlineKeyboardMarkup
}

export interface InlineKeyboardButton {
  text: string
  callback_data?: string
  url?: string
}

export interface InlineKeyboardMarkup {
  inline_keyboard: InlineKeyboardButton[][]
}

export interface KeyboardButton {
  text: string
  request_contact?: boolean
}

export interface ReplyKeyboardMarkup {
  keyboard: KeyboardButton[][]
}

export type ReplyMarkup =
  InlineKeyboardMarkup | ReplyKeyboardMarkup | { remove_keyboard: true } | { force_reply: true }

export interface CallbackQuery {
  id: string
  from: User
  message: Message
  chat_instance: string
  data: string
}

export interface ChatMember {
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked'
  user: User
  can_post_messages?: boolean
  can_edit_messages?: boolean
  can_delete_messages?: boolean
}

export interface ChatMemberUpdated {
  chat: Chat
  from: User
  date: number
  old_chat_member: ChatMember
  new_chat_member: ChatMember
}

export interface UpdateContent {
  message?: Message
  edited_message?: Message
  channel_post?: Message
  edited_channel_post?: Message
  callback_query?: CallbackQuery
  my_chat_member?: ChatMemberUpdated
  chat_member?: ChatMemberUpdated
}

export type UpdateKind = keyof UpdateContent

export interface Update extends UpdateContent {
  update_id: number
}
