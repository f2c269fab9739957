import { z } from 'zod'
import { kilometres } from '../../domain/grouped.ts'
import { words } from '../local-text.ts'
import { escapeHtml } from '../html.ts'
import { defineNode, leave, type Answer, type NodeContext, type Outcome } from '../node.ts'
import { readOffer } from '../offer-text.ts'
import { display, textOf, VariableName, type Value } from '../value.ts'
import { resultMs } from './car-search.ts'
import { exitLabels, fieldLabels } from './labels.ts'
import {
  inlineKeyboard,
  questionExits,
  questionOptions,
  questionTexts,
  timedOut,
  untilTimeout,
  wrong,
  type QuestionOptions,
} from './question.ts'

/** What a dealer has sent so far. */
const Gathered = z.object({ texts: z.array(z.string()), photos: z.array(z.string()) })
type Gathered = z.infer<typeof Gathered>

function gatheredIn(memory: Value): Gathered {
  const parsed = Gathered.safeParse(memory)
  return parsed.success ? parsed.data : { texts: [], photos: [] }
}

function add(before: Gathered, { text, photos }: (Answer & { kind: 'message' })['message']): Gathered {
  return {
    texts: [...before.texts, text?.trim().slice(0, 4000).toWellFormed() ?? ''].filter(Boolean).slice(-20),
    photos: [...before.photos, ...(photos ?? [])].slice(0, 10),
  }
}

/** Shows what was understood, with the buttons to send it or to begin again. */
function check(talk: NodeContext, options: QuestionOptions, gathered: Gathered): Outcome {
  const offer = readOffer(gathered.texts, Number(talk.today.slice(0, 4)), talk.dictionary)
  talk.renewToken()
  if (!offer) {
    const keyboard = inlineKeyboard(talk, options)
    talk.say(talk.system('offerNeedsPrice'), keyboard && { keyboard })
  } else {
    const facts = [offer.year, offer.mileageKm && kilometres(offer.mileageKm, talk.language), offer.vin]
      .filter(Boolean)
      .join(' · ')
    const lines = [
      talk.system('offerCheck'),
      `<b>${escapeHtml(offer.title)}</b>`,
      escapeHtml(facts),
      `💰 ${escapeHtml(display(offer.price))}`,
      gathered.photos.length > 0 ? `📷 ${gathered.photos.length}` : '',
      offer.url ? `🔗 ${escapeHtml(offer.url)}` : '',
    ]
    const keyboard = inlineKeyboard(talk, options, [
      [
        { text: talk.system('send'), data: talk.press(0) },
        { text: talk.system('again'), data: talk.press(1) },
      ],
    ])
    talk.say(lines.filter(Boolean).join('\n'), keyboard && { keyboard })
  }
  return {
    to: 'wait',
    for: 'answer',
    choices: offer ? ['send', 'again'] : [],
    memory: gathered,
    ...untilTimeout(talk, options),
  }
}

function ask(talk: NodeContext, options: QuestionOptions): Outcome {
  const keyboard = inlineKeyboard(talk, options)
  talk.say(talk.html(options.text), keyboard && { keyboard })
  return { to: 'wait', for: 'answer', ...untilTimeout(talk, options) }
}

function submit(talk: NodeContext, request: string): Outcome {
  const { texts, photos } = gatheredIn(talk.memory)
  const offer = readOffer(texts, Number(talk.today.slice(0, 4)), talk.dictionary)
  const requestId = textOf(talk.get(request))
  if (!offer || !requestId) return leave('refused')
  talk.renewToken()
  talk.set('offer', { title: offer.title, price: offer.price })
  talk.emit({ type: 'submitOffer', token: talk.token, offer: { ...offer, requestId, photos } })
  talk.settle()
  return { to: 'wait', for: 'result', until: talk.clock.now + resultMs }
}

export const offerCollect = defineNode({
  type: 'OFFER_COLLECT',
  options: z.object({ ...questionOptions, request: VariableName.default('request_id') }),
  exits: (options) => [
    { name: 'sent', required: true },
    { name: 'refused', required: true },
    ...questionExits(options),
  ],
  waits: () => true,
  uses: (options) => ({
    texts: questionTexts(options),
    reads: [options.request],
    sets: ['offer', 'offer_problem'],
  }),
  enter: ask,
  receive(talk, options, answer) {
    switch (answer.kind) {
      case 'timer':
        // The same clock runs while the dealer writes and while the world answers.
        return talk.waitsFor === 'result' ? leave('refused') : timedOut()
      case 'choice':
        if (answer.choice === 'send') return submit(talk, options.request)
        talk.renewToken()
        return ask(talk, options)
      case 'message': {
        const gathered = add(gatheredIn(talk.memory), answer.message)
        const empty = !answer.message.text?.trim() && !answer.message.photos?.length
        return empty ? wrong(talk, options, talk.system('badText')) : check(talk, options, gathered)
      }
      case 'result':
        talk.set('offer_problem', answer.ok ? undefined : answer.value)
        return leave(answer.ok ? 'sent' : 'refused')
      default:
        return { to: 'ignored' }
    }
  },
  example: {
    text: {
      uk: 'Надішліть фото, авто і ціну.',
      ru: 'Пришлите фото, авто и цену.',
      en: 'Send photos, the car and its price.',
    },
  },
  labels: {
    name: words('Пропозиція дилера', 'Предложение дилера', 'Dealer’s offer'),
    help: words(
      'Збирає фото, опис і ціну з повідомлень дилера; контакти з тексту прибирає.',
      'Собирает фото, описание и цену из сообщений дилера; контакты из текста убирает.',
      'Gathers photos, text and price from a dealer’s messages; contacts are taken out.',
    ),
    fields: { ...fieldLabels, request: words('Змінна запиту', 'Переменная запроса', 'Request variable') },
    exits: {
      sent: words('Надіслано', 'Отправлено', 'Sent'),
      refused: words('Не прийнято', 'Не принято', 'Refused'),
      invalid: exitLabels.invalid,
      timeout: exitLabels.timeout,
    },
  },
})
