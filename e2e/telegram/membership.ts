import type { ChatMember, User } from './bot-api.ts'
import type { Room } from './room.ts'
import type { World } from './world.ts'

export type AdminRights = Pick<ChatMember, 'can_post_messages' | 'can_edit_messages' | 'can_delete_messages'>

export const allRights: AdminRights = {
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
}

/** Gives someone another place in a chat and tells who is to know: the bot itself, or the bots that are admins. */
export function changeMember(world: World, room: Room, by: User, member: ChatMember): void {
  const before = room.member(member.user)
  room.members.set(member.user.id, member)
  const update = {
    chat: room.chat,
    from: by,
    date: world.date,
    old_chat_member: before,
    new_chat_member: member,
  }
  for (const bot of world.bots) {
    const lane = `member ${room.chat.id}`
    if (bot.id === member.user.id) bot.tell('my_chat_member', { my_chat_member: update }, lane)
    else if (room.isAdmin(bot.id)) bot.tell('chat_member', { chat_member: update }, lane)
  }
}
