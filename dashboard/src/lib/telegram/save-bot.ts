import { getBot, updateBot } from '@cartie/shared/endpoints/bots'
import type { Bot, BotPatch } from '@cartie/shared/schemas/bot'
import { call } from '#lib/api.ts'
import type { EditForm } from '#lib/edit-form.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { failed, told } from '#lib/ui/toast.ts'

/** Saves a form upon a bot and tells of it; undefined where it was refused, or a person has to look first. */
export async function saveBot<F extends object>(
  edit: EditForm<Bot, F>,
  patch: () => BotPatch,
): Promise<Bot | undefined> {
  const params = { id: edit.seen.id }
  edit.busy = true
  try {
    const saved = await edit.save(
      edit.seen,
      ({ version }) => call(updateBot, { params, body: { ...patch(), version } }),
      () => call(getBot, { params }),
    )
    if (saved) told(m.telegram_saved())
    return saved
  } catch (error) {
    failed(error)
    return undefined
  } finally {
    edit.busy = false
  }
}
