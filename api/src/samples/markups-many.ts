import { page, text } from './page-frame.ts'
import { photosOf, slugOf, titleOf, type SampleCar } from './sample-car.ts'
import { priceText, spaced, words } from './words.ts'

/** A page of search results with cards, and links to the pages around it. */
export function searchPage(options: {
  site: string
  cars: readonly SampleCar[]
  pageNumber: number
  pages: number
  publicUrl: string
}): string {
  const { site, cars, pageNumber, pages, publicUrl } = options
  const w = words.uk
  const cards = cars
    .map(
      (
        car,
      ) => `<article class="card"><a href="/auto/${slugOf(car)}.html"><img src="${photosOf(car, publicUrl)[0]}" alt="${text(titleOf(car))}"></a>
<div><h3><a href="/auto/${slugOf(car)}.html">${text(titleOf(car))}</a></h3><p class="price">${priceText(car)}</p>
<p><span>${spaced(car.mileageKm)} ${w.km}</span> · <span>${w.fuel[car.fuel]}</span> · <span>${w.transmission[car.transmission]}</span> · <span>${car.city}</span></p></div></article>`,
    )
    .join('')
  const next = pageNumber < pages ? `<a rel="next" href="/search?page=${pageNumber + 1}">Далі</a>` : ''
  return page({
    language: 'uk',
    site,
    title: `Авто з пробігом, сторінка ${pageNumber} — ${site}`,
    head: next && `<link rel="next" href="/search?page=${pageNumber + 1}">`,
    body: `<h1>Авто з пробігом</h1>${cards}<nav class="pages">${pageNumber} / ${pages} ${next}</nav>`,
  })
}

export interface SamplePost {
  id: number
  /** ISO 8601, UTC. */
  at: string
  lines: readonly string[]
  photo?: string
}

/** A public channel's preview page, as Telegram shows one. */
export function channelPage(channel: string, title: string, posts: readonly SamplePost[]): string {
  const boxes = posts
    .map(
      (
        post,
      ) => `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="${channel}/${post.id}">
<div class="tgme_widget_message_owner_name">${text(title)}</div>${post.photo ? `<a class="tgme_widget_message_photo_wrap" style="background-image:url('${post.photo}')" href="https://t.me/${channel}/${post.id}"></a>` : ''}
<div class="tgme_widget_message_text js-message_text">${post.lines.map(text).join('<br/>')}</div>
<span class="tgme_widget_message_views">${(post.id * 137) % 900}</span><a class="tgme_widget_message_date"><time datetime="${post.at}">${post.at.slice(11, 16)}</time></a></div></div>`,
    )
    .join('')
  return page({
    language: 'uk',
    site: title,
    title: `${title} – Telegram`,
    body: `<section class="tgme_channel_history">${boxes}</section>`,
  })
}

/** A wall: the page that a site shows to what it takes for a robot. */
export const captchaPage = (site: string): string =>
  page({
    language: 'uk',
    site,
    title: 'Перевірка',
    body: '<h1>Підтвердіть, що ви не робот</h1><form><div class="g-recaptcha" data-sitekey="sample"></div><button>Продовжити</button></form>',
  })

/** What stood here is gone. */
export const missingPage = (site: string): string =>
  page({
    language: 'uk',
    site,
    title: '404',
    body: '<h1>Оголошення не знайдено</h1><p>Помилка 404: такої сторінки не існує.</p>',
  })
