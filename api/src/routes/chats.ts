import { getChat } from '@cartie/db/services/chat/get'
import { listChats } from '@cartie/db/services/chat/list'
import { listMessages } from '@cartie/db/services/chat/list-messages'
import { listSteps } from '@cartie/db/services/chat/list-steps'
import { markChatRead } from '@cartie/db/services/chat/mark-read'
import { sendToChat } from '@cartie/db/services/chat/send'
import { giveBackChat, takeOverChat } from '@cartie/db/services/chat/steer'
import { updateChat } from '@cartie/db/services/chat/update'
import * as endpoints from '@cartie/shared/endpoints/chats'
import type { Serve } from '../serve.ts'

/** The inbox: chats with bots and their messages. */
export function chatRoutes(serve: Serve): void {
  serve(endpoints.listChats, ({ ctx, query }) => listChats(ctx, query))
  serve(endpoints.getChat, ({ ctx, params }) => getChat(ctx, params.id))
  serve(endpoints.listChatMessages, ({ ctx, params, query }) => listMessages(ctx, params.id, query))
  serve(endpoints.listChatSteps, ({ ctx, params, query }) => listSteps(ctx, params.id, query))
  serve(endpoints.markChatRead, ({ ctx, params }) => markChatRead(ctx, params.id))
  serve(endpoints.updateChat, ({ ctx, params, body }) => updateChat(ctx, params.id, body))
  serve(endpoints.sendToChat, ({ ctx, params, body }) => sendToChat(ctx, params.id, body))
  serve(endpoints.takeOverChat, ({ ctx, params }) => takeOverChat(ctx, params.id))
  serve(endpoints.giveBackChat, ({ ctx, params }) => giveBackChat(ctx, params.id))
}
