/** Values of our own that look like secrets and open nothing, each with what it is for. */
export const allowedSecrets: readonly { is: RegExp; why: string }[] = [
  {
    is: /^123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr$/,
    why: 'the token of a bot in tests, in alphabetical order',
  },
  { is: /^7[12]0[12]:AAHc6XnW3dE8pQzLkRt5uVbYs2fJm9oGiTe$/, why: 'a bot of the Telegram on loopback' },
  { is: /^55501234:AAcanary_canary_canary_canary_canar$/, why: 'a canary of the faults' },
  { is: /^EAAGm0PX4ZCpsBAKZCZBexampleToken$/, why: 'the token of the Meta on loopback' },
]
