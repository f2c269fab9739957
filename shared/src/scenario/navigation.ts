import { menuKeyboard } from './menu.ts'
import { go } from './run.ts'
import type { Talk } from './talk.ts'

/** Returns to the question before, with the variables that it had. */
export function goBack(talk: Talk): void {
  const { at } = talk
  const target = talk.takeBack()
  if (!at || !target) return talk.say(talk.system('nothingBack'))
  talk.step('left', at, { exit: 'back' })
  go(talk, target)
}

/** Ends whatever runs. */
export function cancel(talk: Talk): void {
  const ran = talk.at !== null
  talk.clear('cancelled')
  const keyboard = menuKeyboard(talk)
  talk.say(talk.system(ran ? 'cancelled' : 'nothingToCancel'), keyboard && { keyboard })
}

/** Ends whatever runs and shows the main menu. */
export function showMenu(talk: Talk): void {
  talk.clear('menu')
  const keyboard = menuKeyboard(talk)
  if (keyboard) talk.say(talk.system('mainMenu'), { keyboard })
  else talk.say(talk.system('hello'))
}
