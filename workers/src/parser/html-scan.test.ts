import { expect, test } from 'vitest'
import { HtmlScan } from './html-scan.ts'

const first = (scan: HtmlScan, name: string) => scan.name.indexOf(name)

test('attributes are read with any quotes, without a value and with entities', () => {
  const scan = new HtmlScan(`<a data-href="x" href='/a?b=1&amp;c=">"' disabled title=plain>t</a>`)
  expect(scan.attr(0, 'href')).toBe('/a?b=1&c=">"')
  expect(scan.attr(0, 'disabled')).toBe('')
  expect(scan.attr(0, 'title')).toBe('plain')
  expect(scan.attr(0, 'id')).toBeUndefined()
})

test('text joins across comments and inline tags, boxes part words, hidden text is left out', () => {
  const scan = new HtmlScan(
    '<div>20<!-- -->15 <b>Pe</b>ugeot<span>x</span><p>on<i style="display:none">anti</i>e</p><script>var a="<p>"</script></div>',
  )
  expect(scan.text(0)).toBe('2015 Peugeot x one')
})

test('unclosed list items, cells and paragraphs end where browsers end them', () => {
  const scan = new HtmlScan('<ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e</table><p>f<div>g</div>')
  const items = scan.name.flatMap((name, i) => (name === 'li' || name === 'td' ? [scan.text(i)] : []))
  expect(items).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(scan.parent[first(scan, 'div')]).toBe(-1)
})

test('markup inside of scripts and comments is no markup', () => {
  const scan = new HtmlScan('<script>if(a<b){"</div>"}</script><!-- <h1>no</h1> --><h1>yes</h1>')
  expect(scan.name.filter((name) => name === 'h1')).toHaveLength(2)
  expect(scan.text(first(scan, 'h1'))).toBe('yes')
})

test('a page cut anywhere is still scanned', () => {
  const html = '<div class="a"><p>text</p><!-- c --><script>x</script><img src="y"></div>'
  for (let i = 0; i < html.length; i++) expect(() => new HtmlScan(html.slice(0, i))).not.toThrow()
})

test('a page read into the arrays of a longer one before it has nothing of that one', () => {
  const short = '<p class="b" hidden>b</p><i>c</i>'
  const fresh = new HtmlScan(short)
  const expected = [
    fresh.attr(0, 'class'),
    fresh.attr(0, 'style'),
    fresh.text(0),
    fresh.textOf(0, fresh.count),
  ]
  new HtmlScan('<p style="display:none" class="a" itemprop="x">a<b>d</b></p>'.repeat(200)).release()
  const again = new HtmlScan(short)
  expect(again.count).toBe(fresh.count)
  expect(again.props).toEqual([])
  expect([
    again.attr(0, 'class'),
    again.attr(0, 'style'),
    again.text(0),
    again.textOf(0, again.count),
  ]).toEqual(expected)
})

test('a text is found in the markup and never inside of a long script', () => {
  const script = `<script>${'tel:1;'.repeat(300)}</script>`
  const scan = new HtmlScan(`${script}<a href="tel:2">b</a>${script}<a href="tel:3">c</a>${script}`)
  const first = scan.find('tel:')
  const second = scan.find('tel:', first + 4)
  expect([first, second].map((at) => scan.html.slice(at, at + 5))).toEqual(['tel:2', 'tel:3'])
  expect(scan.find('tel:', second + 4)).toBe(-1)
})
