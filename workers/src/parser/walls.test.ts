import { describe, expect, test } from 'vitest'
import { readPage } from './extract.ts'

const read = (html: string, status = 200, url = 'https://cars.example.com/x') =>
  readPage({ bytes: Buffer.from(html), url, status })

describe('pages that keep readers out are walls', () => {
  test.each([
    [
      'a browser check',
      '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>',
      200,
      'captcha',
    ],
    [
      'a captcha',
      '<title>Are you a robot?</title><form><div class="g-recaptcha"></div></form>',
      200,
      'captcha',
    ],
    ['a Ukrainian captcha', '<h1>Підтвердіть, що ви не робот</h1>', 200, 'captcha'],
    ['a slider', '<script src="https://ct.captcha-delivery.com/c.js"></script>', 403, 'captcha'],
    [
      'a fingerprint puzzle',
      `<meta http-equiv="refresh" content="10;URL=/x"><script>function md5cycle(a){}${'x'.repeat(2000)}</script>`,
      200,
      'captcha',
    ],
    ['a login', '<title>Log in</title><form><input type="password"></form>', 200, 'login_wall'],
    [
      'an empty shell',
      '<title>Autos</title><div id="root"></div><script src="/app.js"></script>',
      200,
      'empty_shell',
    ],
    ['a refusal', '<h1>Forbidden</h1>', 403, 'forbidden_by_site'],
    ['a limit', '<h1>Slow down</h1>', 429, 'too_busy'],
  ])('%s', (_, html, status, reason) => {
    expect(read(html, status)).toEqual({ kind: 'none', outcome: 'wall', reason })
  })

  test.each([
    [
      'a missing key',
      '{"error":{"code":"API_KEY_MISSING","message":"No api_key was supplied."}}',
      'api_key_missing',
    ],
    [
      'a used-up quota',
      '{"error":{"code":"OVER_RATE_LIMIT","message":"Rate limit exceeded"}}',
      'quota_used_up',
    ],
  ])('an API that answers with %s', (_, json, reason) => {
    expect(read(json)).toEqual({ kind: 'none', outcome: 'wall', reason })
  })
})

describe('pages of adverts that are no more', () => {
  test.each([
    ['a 404', '<h1>Audi A4</h1>', 404],
    ['a 410', '', 410],
    [
      'a soft 404',
      '<title>Сторінку не знайдено</title><h1>Оголошення не знайдено</h1><p>Спробуйте пошук</p>',
      200,
    ],
    ['an English soft 404', '<title>Page not found</title><h1>Sorry, page not found</h1>', 200],
    [
      'a soft 404 that lists other cars',
      `<h1>Оголошення не знайдено</h1>${[1, 2, 3].map((n) => `<div class="c"><a href="/auto_audi_a4_3711122${n}.html"><h3>Audi A4</h3></a><b>1${n} 000 $</b><i>2015</i><i>120 тис. км</i></div>`).join('')}`,
      200,
    ],
    ['a closed advert without its car', '<h1>Ця сторінка</h1><p>Оголошення неактивне</p>', 200],
  ])('%s', (_, html, status) => {
    expect(read(html, status)).toMatchObject({ kind: 'none', outcome: 'gone' })
  })
})

describe('pages about other things give no car', () => {
  test.each([
    [
      'a house',
      '<h1>Maison 11 pièces 450 m²</h1><div class="price">1 185 000 €</div><dl><dt>Surface</dt><dd>450 m²</dd><dt>Pièces</dt><dd>11</dd></dl>',
    ],
    [
      'a telephone',
      '<script type="application/ld+json">{"@type":"Product","name":"iPhone 14 Pro","brand":"Apple","color":"black","offers":{"price":"799","priceCurrency":"EUR"}}</script><h1>iPhone 14 Pro</h1>',
    ],
    ['a part', '<h1>Бампер передній BMW X5 E70</h1><div class="price">4 500 грн</div><p>Стан: вживаний</p>'],
    [
      'a part with the car that it fits in a table',
      '<h1>Бампер передній BMW X5 E70</h1><div class="price">4 500 грн</div><dl><dt>Марка</dt><dd>BMW</dd><dt>Модель</dt><dd>X5</dd><dt>Рік випуску</dt><dd>2010</dd><dt>Паливо</dt><dd>Дизель</dd></dl>',
    ],
    [
      'a wish to buy',
      '<h1>Куплю BMW X5 2015-2018</h1><div class="price">25 000 $</div><dl><dt>Марка</dt><dd>BMW</dd><dt>Модель</dt><dd>X5</dd><dt>Рік випуску</dt><dd>2015</dd></dl>',
    ],
    [
      'an article',
      `<h1>Ten tips for buying a car</h1>${'<p>Check the mileage and the price before you buy a used BMW or Audi.</p>'.repeat(20)}`,
    ],
  ])('%s', (_, html) => {
    expect(read(`<html><body>${html}</body></html>`)).toMatchObject({ kind: 'none', outcome: 'not_a_car' })
  })

  test('a search form and a search without results are searches without cars', () => {
    const options = Array.from({ length: 30 }, (_, i) => `<option>${1990 + i}</option>`).join('')
    expect(
      read(`<form><select name="year">${options}</select></form>`, 200, 'https://cars.example.com/search'),
    ).toMatchObject({ kind: 'search', cars: [] })
    expect(
      read(
        '<h1>0 results</h1><p>No cars match your search, try to change it. Here are some more words about it.</p>',
        200,
        'https://cars.example.com/search?page=1',
      ),
    ).toMatchObject({ kind: 'search', cars: [] })
  })
})
