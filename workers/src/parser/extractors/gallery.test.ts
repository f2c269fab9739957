import { describe, expect, test } from 'vitest'
import { HtmlScan } from '../html-scan.ts'
import { pageContext } from '../page-context.ts'
import { galleryPhotos } from './gallery.ts'

const url = 'https://cars.example.ua/toyota-rav4-371112'
const photosOf = (style: string) => {
  const html = `<html lang="uk"><body><div style="${style}"></div></body></html>`
  return galleryPhotos(new HtmlScan(html), [], [], pageContext(url, html))
}
const photo = 'https://cars.example.ua/p/100.jpg'

describe('the photo of a background', () => {
  test.each([
    ['bare', 'background: url(/p/100.jpg) center', photo],
    ['in quotes with spaces around', `background-image : url( '/p/100.jpg' )`, photo],
    ['in quotes that are written as entities', 'background-image:url( &quot;/p/100.jpg&quot; )', photo],
    [
      'with spaces in its name',
      `background-image: url('/p/rav4 100.jpg')`,
      'https://cars.example.ua/p/rav4%20100.jpg',
    ],
    [
      'with a bracket in its name',
      `background-image: url('/p/100 (1).jpg')`,
      'https://cars.example.ua/p/100%20(1).jpg',
    ],
    ['before other layers', 'background: url(/p/100.jpg), url(/p/back.jpg)', photo],
    ['behind a gradient', 'background-image: linear-gradient(#0008, #0000), url(/p/100.jpg)', photo],
    [
      'behind a layer that is no photo',
      `background: url('/icons/sprite.svg'), url(/p/100.jpg), url(/p/2.jpg)`,
      photo,
    ],
    ['behind data', `background: url(data:image/svg+xml;base64,PHN2Zz4=), url(/p/100.jpg)`, photo],
    [
      'after other declarations',
      'width: 10px; background: #eee; background-size: cover; background-image: url(/p/100.jpg)',
      photo,
    ],
  ])('is found %s', (_, style, expected) => {
    expect(photosOf(style)).toEqual([expected])
  })

  test.each([
    ['another declaration', 'background: #eee; mask-image: url(/p/100.jpg)'],
    ['a background of colour alone', 'background-color: #eee; list-style: url(/p/100.jpg)'],
  ])('is not taken out of %s', (_, style) => {
    expect(photosOf(style)).toEqual([])
  })
})
