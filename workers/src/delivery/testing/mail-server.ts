import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail as a server got it. */
export interface ReceivedMail {
  from: string
  to: string[]
  /** Headers and body as they came. */
  raw: string
  /** The plain text, decoded. */
  text: string
  subject: string
}

/** A mail server on loopback that takes what it is told to take. */
export interface MailServer {
  /** For SMTP_URL, with a name and a password that it asks for. */
  url: string
  received: ReceivedMail[]
  /** The links of the mails so far, in order. */
  links: () => string[]
  /** Ends every connection that is open, without a word. */
  breakOff: () => void
  close: () => Promise<void>
}

/**
 * How the server ends the nth mail: undefined takes it, a number refuses it, `hang` never answers to whom it goes, and
 * `silent` takes all of it without a word.
 */
type Answer = number | 'hang' | 'silent' | undefined

/** Starts one. */
export async function startMailServer(answer: (n: number) => Answer = () => undefined): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let asked = 0
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'cartie' && password === 'pass/word'
        ? done(null, { user: username })
        : done(Object.assign(new Error('Wrong'), { responseCode: 535 })),
    onRcptTo: (_, __, done) => {
      const end = answer(++asked)
      if (end === 'hang') return
      done(typeof end !== 'number' ? null : Object.assign(new Error('Refused'), { responseCode: end }))
    },
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({ from, to: rcptTo.map((one) => one.address), raw, ...readMail(raw) })
        if (answer(asked) !== 'silent') done()
      })
    },
  })
  server.on('error', () => undefined)
  const sockets: Socket[] = []
  server.server.on('connection', (socket: Socket) => sockets.push(socket))
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://cartie:${encodeURIComponent('pass/word')}@127.0.0.1:${port}`,
    received,
    links: () => received.map((mail) => /https?:\/\/\S+/.exec(mail.text)?.[0] ?? ''),
    breakOff: () => sockets.forEach((socket) => socket.destroy()),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function readMail(raw: string): { subject: string; text: string } {
  const [head = ''] = raw.split('\r\n\r\n')
  const subject = /^Subject: ([^]*?)\r\n(?!\s)/m.exec(`${head}\r\n`)?.[1] ?? ''
  const part = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(raw)
  const body = part?.[1] ?? ''
  const isBase64 = /base64/i.test(part?.[0].split('\r\n\r\n')[0] ?? '')
  return {
    subject: subject
      .replace(/\r\n\s+/g, '')
      .replace(/=\?UTF-8\?(B|Q)\?(.*?)\?=/gi, (_, kind: string, coded: string) =>
        kind.toUpperCase() === 'B'
          ? Buffer.from(coded, 'base64').toString()
          : quoted(coded.replaceAll('_', ' ')),
      ),
    text: isBase64 ? Buffer.from(body, 'base64').toString() : quoted(body),
  }
}

/** Quoted-printable, as RFC 2045 has it. */
const quoted = (coded: string): string =>
  Buffer.from(
    coded
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()
