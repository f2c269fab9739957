import { answerCallbackQuery } from './answer-callback-query.ts'
import { getChat, getChatAdministrators, getChatMember, sendChatAction } from './chat.ts'
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands.ts'
import { copyMessage, forwardMessage } from './copy-message.ts'
import { deleteMessage } from './delete-message.ts'
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit-message.ts'
import { getFile } from './get-file.ts'
import { getChatMenuButton, setChatMenuButton } from './menu-button.ts'
import type { Method } from './method.ts'
import { sendDocument, sendMediaGroup, sendPhoto } from './send-media.ts'
import { sendMessage } from './send-message.ts'
import { close, getMe, logOut } from './session.ts'
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './updates.ts'

const methods: Record<string, Method> = {
  answerCallbackQuery,
  close,
  copyMessage,
  deleteMessage,
  deleteMyCommands,
  deleteWebhook,
  editMessageCaption,
  editMessageReplyMarkup,
  editMessageText,
  forwardMessage,
  getChat,
  getChatAdministrators,
  getChatMember,
  getChatMenuButton,
  getFile,
  getMe,
  getMyCommands,
  getUpdates,
  getWebhookInfo,
  logOut,
  sendChatAction,
  sendDocument,
  sendMediaGroup,
  sendMessage,
  sendPhoto,
  setChatMenuButton,
  setMyCommands,
  setWebhook,
}

const byLowerCase = new Map(Object.entries(methods).map(([name, run]) => [name.toLowerCase(), { name, run }]))

/** A method and its proper name; Telegram does not mind the case. */
export const findMethod = (name: string): { name: string; run: Method } | undefined =>
  byLowerCase.get(name.toLowerCase())
