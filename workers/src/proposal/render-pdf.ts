import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ClaimedRender } from '@cartie/db/services/proposal/claim-render'
import type { ContentCar } from '@cartie/db/services/proposal/content'
import { carFacts, dayText, priceText } from './car-facts.ts'
import { pdfWords } from './pdf-words.ts'

type Doc = PDFKit.PDFDocument
type Rendered = Pick<ClaimedRender, 'content' | 'url' | 'expiresAt' | 'language' | 'timeZone'>

const margin = 40
const photoHeight = 230
const gap = 12
const ink = '#1a1a1a'
const quiet = '#6b6b6b'

const fontFile = (name: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)))
let fonts: { regular: Buffer; bold: Buffer } | undefined

/**
 * A proposal as a PDF of A4 pages: each car with its photos, price, facts and the manager's word, none torn in two.
 * @param photos JPEGs of each car by its id, largest first; what can't be read of them is left out
 * @param logo the company's as a JPEG
 */
export async function renderPdf(
  given: Rendered,
  photos: ReadonlyMap<string, readonly Buffer[]>,
  logo?: Buffer,
): Promise<Buffer> {
  // Most workers never print: they do without its memory.
  const { default: PDFDocument } = await import('pdfkit')
  fonts ??= { regular: fontFile('DejaVuSans'), bold: fontFile('DejaVuSans-Bold') }
  const { content, language } = given
  const info = { Title: plain(content.title), Author: plain(content.company.name) }
  const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, info, lang: language })
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => void chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  drawHead(doc, given, logo)
  for (const car of content.cars) drawCar(doc, given, car, photos.get(car.id) ?? [])
  drawFoot(doc, given)
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

function drawHead(
  doc: Doc,
  { content, language, expiresAt, timeZone }: Rendered,
  logo: Buffer | undefined,
): void {
  const { company, code, title, intro } = content
  const on = inkOn(company.accent)
  doc.rect(0, 0, doc.page.width, 64).fill(company.accent)
  const inner = doc.page.width - 2 * margin
  const beside = drawLogo(doc, logo)
  doc
    .font('bold', 18)
    .fillColor(on)
    .text(plain(company.name), margin + beside, 22, {
      width: inner - 100 - beside,
      height: 24,
      ellipsis: true,
    })
  doc.font('regular', 10).text(code, margin, 28, { width: inner, align: 'right' })
  doc.fillColor(ink).font('bold', 20).text(plain(title), margin, 88, { width: inner })
  if (expiresAt !== null) {
    const until = `${pdfWords[language].validUntil} ${dayText(expiresAt, language, timeZone)}`
    doc.font('regular', 10).fillColor(quiet).text(until)
  }
  if (intro !== null) doc.moveDown(0.5).font('regular', 11).fillColor(ink).text(plain(intro))
  doc.moveDown(1)
}

/** The logo on a plate of its own, as the company's colour may be the logo's; returns the width that it takes. */
function drawLogo(doc: Doc, logo: Buffer | undefined): number {
  const [image] = logo ? openImages(doc, [logo]) : []
  if (!image) return 0
  doc.roundedRect(margin, 12, 40, 40, 5).fill('#ffffff')
  doc.image(image, margin + 3, 15, { fit: [34, 34], align: 'center', valign: 'center' })
  return 52
}

function drawCar(
  doc: Doc,
  { content, language }: Rendered,
  car: ContentCar,
  photos: readonly Buffer[],
): void {
  const inner = doc.page.width - 2 * margin
  const facts = carFacts(car, language)
  const comment = car.comment === null ? null : plain(car.comment)
  const rows = Math.ceil(facts.length / 2)
  doc.font('regular', 10)
  const commentHeight = comment === null ? 0 : doc.heightOfString(comment, { width: inner - 16 }) + 12
  const shown = openImages(doc, photos)
  const height = (shown.length ? photoHeight + gap : 0) + 54 + rows * 18 + commentHeight
  if (doc.y + height > doc.page.height - margin - 30) doc.addPage()
  if (shown.length) drawPhotos(doc, shown, inner)
  const top = doc.y
  doc
    .font('bold', 15)
    .fillColor(ink)
    .text(plain(car.title), margin, top, { width: inner * 0.66, height: 38, ellipsis: true })
  const below = doc.y
  doc
    .font('bold', 15)
    .fillColor(ink)
    .text(priceText(car.price, language), margin + inner * 0.66, top, { width: inner * 0.34, align: 'right' })
  doc.rect(margin, Math.max(below, doc.y) + 3, 48, 2).fill(content.company.accent)
  drawFacts(doc, facts, Math.max(below, doc.y) + 12, inner)
  if (comment !== null) {
    const from = doc.y + 4
    doc
      .font('regular', 10)
      .fillColor(ink)
      .text(comment, margin + 12, from, { width: inner - 16 })
    doc.rect(margin, from, 2, doc.y - from).fill(content.company.accent)
  }
  doc.x = margin
  doc.y += 24
}

/** Label and value in two columns. */
function drawFacts(doc: Doc, facts: readonly [string, string][], top: number, inner: number): void {
  for (const [n, [label, value]] of facts.entries()) {
    const x = margin + (n % 2) * (inner / 2)
    const y = top + Math.floor(n / 2) * 18
    const cell = { height: 14, lineBreak: false, ellipsis: true }
    doc
      .font('regular', 9.5)
      .fillColor(quiet)
      .text(label, x, y, { ...cell, width: 84 })
    doc.fillColor(ink).text(plain(value), x + 88, y, { ...cell, width: inner / 2 - 96 })
  }
  doc.y = top + Math.ceil(facts.length / 2) * 18
}

type Image = PDFKit.Mixins.ImageSrc

/** The photos that can be read. */
function openImages(doc: Doc, photos: readonly Buffer[]): Image[] {
  return photos.flatMap((photo) => {
    try {
      // The document keeps the opened image; its type says less than it takes.
      return [(doc as unknown as { openImage: (bytes: Buffer) => Image }).openImage(photo)]
    } catch {
      return []
    }
  })
}

/** The first photo large, up to two more beside it, each filling its place. */
function drawPhotos(doc: Doc, images: readonly Image[], inner: number): void {
  const top = doc.y
  const [first, ...more] = images
  const side = more.slice(0, 2)
  const width = side.length ? inner * 0.66 : inner
  drawInto(doc, first!, { x: margin, y: top, width, height: photoHeight })
  const height = (photoHeight - 6 * (side.length - 1)) / Math.max(1, side.length)
  for (const [n, image] of side.entries()) {
    const place = { x: margin + width + 6, y: top + n * (height + 6), width: inner - width - 6, height }
    drawInto(doc, image, place)
  }
  doc.y = top + photoHeight + gap
}

function drawInto(
  doc: Doc,
  image: Image,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  doc.save().rect(x, y, width, height).clip()
  doc.image(image, x, y, { cover: [width, height], align: 'center', valign: 'center' })
  doc.restore()
}

/** The link under the cars, and on every page where it belongs and which one it is. */
function drawFoot(doc: Doc, { content, url, language }: Rendered): void {
  const words = pdfWords[language]
  if (doc.y > doc.page.height - margin - 60) doc.addPage()
  doc.font('bold', 11).fillColor(ink).text(words.openPage, margin, doc.y, { link: url, underline: true })
  doc.font('regular', 8).fillColor(quiet).text(url, { link: url })
  const { start, count } = doc.bufferedPageRange()
  for (let n = start; n < start + count; n++) {
    doc.switchToPage(n)
    // Below the margin, where a text would begin a new page.
    doc.page.margins.bottom = 0
    const { name, phone } = content.company
    const place = `${words.page} ${n + 1} / ${count}`
    const line = [plain(name), phone, content.code, place].filter((part) => part !== null).join(' · ')
    doc.font('regular', 8).fillColor(quiet)
    doc.text(line, margin, doc.page.height - 28, {
      width: doc.page.width - 2 * margin,
      align: 'center',
      lineBreak: false,
    })
  }
}

/** What the font has no signs for is left out. */
const plain = (text: string): string =>
  text.replace(/[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\ufe0f\u200d]/gu, '').trim()

/** Black or white, whichever reads better on a colour `#RRGGBB`. */
function inkOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 > 0.36 ? '#000000' : '#ffffff'
}
