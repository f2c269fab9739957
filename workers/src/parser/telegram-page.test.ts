import { expect, test } from 'vitest'
import { readPage } from './extract.ts'

const post = (
  id: number,
  text: string,
  photo = true,
) => `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="avto_test/${id}">
${photo ? `<a class="tgme_widget_message_photo_wrap" style="background-image:url('https://cdn4.telesco.pe/file/ph${id}.jpg')" href="#"></a>` : ''}
<div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div>
<span class="tgme_widget_message_views">1.2K</span><a class="tgme_widget_message_date" href="https://t.me/avto_test/${id}"><time datetime="2025-05-0${id % 9 || 1}T10:00:00+00:00">10:00</time></a></div></div>`
const html = `<html><body><a href="/s/avto_test?before=101" class="tme_messages_more">older</a>
${post(101, '<b>BMW</b> X5 2018<br/>35 000$<br/>Пробіг 120 тис км, дизель 3.0, автомат<br/>Київ')}
${post(102, 'Вітаємо зі святом! Гарного дня всім підписникам.', false)}
${post(103, 'Skoda Octavia 2016, 11 500 $, пробіг 190 тис. км, бензин, механіка. Львів')}</body></html>`

test('a channel page gives its cars with photo, date and message, newest first, and the way to older posts', () => {
  const result = readPage({ bytes: Buffer.from(html), url: 'https://t.me/s/avto_test' })
  if (result.kind !== 'channel') throw new Error(result.kind)
  expect(result).toMatchObject({ posts: 3, nextPageUrl: 'https://t.me/s/avto_test?before=101' })
  expect(result.cars.map((car) => [car.fields.make, car.fields.model, car.sourceMessageId])).toEqual([
    ['Skoda', 'Octavia', 103],
    ['BMW', 'X5', 101],
  ])
  expect(result.cars[1]).toMatchObject({
    source: 't.me',
    sourceChatId: 'avto_test',
    sourceUrl: 'https://t.me/avto_test/101',
    fields: {
      year: 2018,
      priceMinor: 35_000_00,
      currency: 'USD',
      mileageKm: 120_000,
      images: ['https://cdn4.telesco.pe/file/ph101.jpg'],
      postedAt: '2025-05-02T10:00:00.000Z',
    },
  })
})

test('a chat exported by the desktop client gives its cars with their dates', () => {
  const exported = `<html><body><div class="page_header"><div class="content"><div class="text bold">Авто Львів</div></div></div><div class="history">
<div class="message service" id="message-1"><div class="body details">10 March 2025</div></div>
<div class="message default clearfix" id="message42"><div class="body"><div class="pull_right date details" title="10.03.2025 12:00:00 UTC+02:00">12:00</div><div class="from_name">Авто Львів</div><div class="text">Audi Q5 2017<br>21 500 $<br>пробіг 140 тис. км, дизель, автомат<br>Львів</div></div></div></div></body></html>`
  const result = readPage({ bytes: Buffer.from(exported), url: 'https://files.example.com/messages.html' })
  if (result.kind !== 'channel') throw new Error(result.kind)
  expect(result.posts).toBe(1)
  expect(result.cars[0]).toMatchObject({
    sourceChatId: 'Авто Львів',
    sourceMessageId: 42,
    fields: { make: 'Audi', model: 'Q5', year: 2017, postedAt: '2025-03-10T10:00:00.000Z' },
  })
})
