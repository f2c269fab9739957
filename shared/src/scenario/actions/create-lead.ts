import { z } from 'zod'
import { CarCard } from '../car-card.ts'
import type { LeadDraft } from '../effect.ts'
import { words } from '../local-text.ts'
import { defineNode, leave, type NodeContext } from '../node.ts'
import { photosIn } from '../nodes/channel-post.ts'
import { resultMs } from '../nodes/car-search.ts'
import { results } from '../results.ts'
import { display, moneyOf, numberOf, textOf, VariableName } from '../value.ts'
import { exitLabels } from '../nodes/labels.ts'

const options = z.object({
  action: z.literal('CREATE_LEAD'),
  leadType: z.enum(['BUY', 'SELL']).default('BUY'),
  name: VariableName.default('name'),
  phone: VariableName.default('phone'),
  interest: VariableName.default('interest'),
  budget: VariableName.default('budget'),
  city: VariableName.default('city'),
  car: VariableName.default('car'),
  photos: VariableName.default('photos'),
  /** A template. */
  notes: z.string().max(2000).default(''),
})

function draft(talk: NodeContext, from: z.output<typeof options>): LeadDraft {
  const car = CarCard.safeParse(talk.get(from.car)).data
  const optional = {
    name: textOf(talk.get(from.name)) ?? talk.contact.name,
    phone: textOf(talk.get(from.phone)) ?? talk.contact.phone,
    interest: display(talk.get(from.interest)) || car?.title,
    budget: moneyOf(talk.get(from.budget)),
    city: textOf(talk.get(from.city)),
    make: textOf(talk.get('make')),
    model: textOf(talk.get('model')),
    yearMin: numberOf(talk.get('year')),
    carId: car?.id,
    notes: talk.plain(from.notes) || undefined,
    username: talk.contact.username,
    campaign: talk.payload ?? undefined,
  }
  const said = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  return { leadType: from.leadType, photos: photosIn(talk, from.photos), language: talk.language, ...said }
}

export const createLead = defineNode({
  type: 'CREATE_LEAD',
  options,
  exits: () => [
    { name: 'next', required: true },
    { name: 'failed', required: false, otherwise: 'next' },
  ],
  waits: () => true,
  uses: ({ notes }) => ({ templates: [notes], sets: ['lead_code'] }),
  enter(talk, from) {
    talk.emit({ type: 'captureLead', token: talk.token, lead: draft(talk, from) })
    talk.settle()
    return { to: 'wait', for: 'result', until: talk.clock.now + resultMs }
  },
  receive(talk, _, answer) {
    if (answer.kind === 'message' || answer.kind === 'choice') return { to: 'ignored' }
    if (answer.kind !== 'result' || !answer.ok) return leave('failed')
    talk.set('lead_code', results.captureLead.safeParse(answer.value).data?.code)
    return leave('next')
  },
  example: { action: 'CREATE_LEAD', leadType: 'BUY' },
  labels: {
    name: words('Створити лід', 'Создать лид', 'Create lead'),
    help: words(
      'Зберігає заявку клієнта з усім, що він сказав.',
      'Сохраняет заявку клиента со всем, что он сказал.',
      'Keeps the client’s interest with all that was said.',
    ),
    fields: {
      leadType: words('Вид', 'Вид', 'Kind'),
      name: words('Змінна імені', 'Переменная имени', 'Name variable'),
      phone: words('Змінна телефону', 'Переменная телефона', 'Phone variable'),
      interest: words('Змінна побажань', 'Переменная пожеланий', 'Interest variable'),
      budget: words('Змінна бюджету', 'Переменная бюджета', 'Budget variable'),
      city: words('Змінна міста', 'Переменная города', 'City variable'),
      car: words('Змінна авто', 'Переменная авто', 'Car variable'),
      photos: words('Змінна фото', 'Переменная фото', 'Photos variable'),
      notes: words('Нотатка', 'Заметка', 'Note'),
    },
    exits: { next: exitLabels.next, failed: exitLabels.failed },
    values: {
      BUY: words('Хоче купити', 'Хочет купить', 'Wants to buy'),
      SELL: words('Хоче продати', 'Хочет продать', 'Wants to sell'),
    },
  },
})
