import { AppError } from '@cartie/shared/errors'

/** The refusal where this installation was given no server for its mail. */
export const noMail = (): AppError =>
  new AppError(
    'unprocessable',
    'This installation sends no mail. Who runs it can set SMTP_URL and MAIL_FROM.',
  )
