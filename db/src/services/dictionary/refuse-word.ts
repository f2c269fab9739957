import type { OwnWord } from '@cartie/shared/domain/dictionary'
import { problemField, wordProblem, wordProblems } from '@cartie/shared/domain/own-word'
import { AppError } from '@cartie/shared/errors'

/** Throws `invalid` for a word that can't stand in a dictionary, naming the field and the cure. */
export function refuseWord(word: OwnWord): void {
  const code = wordProblem(word)
  if (code === undefined) return
  const message = wordProblems[code]
  throw new AppError('invalid', message, { errors: [{ pointer: `/${problemField[code]}`, code, message }] })
}

/** The refusal of a word that is on the shelf already. */
export const alreadyThere = (word: string) =>
  new AppError('conflict', `"${word}" is in your dictionary already. Change what it means there.`, {
    errors: [{ pointer: '/word', code: 'taken', message: 'It is in your dictionary already.' }],
  })
