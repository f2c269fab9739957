/** As much as Telegram shows; a phone's photo of 10 MB becomes one of a few hundred KB. */
const longestSide = 1600

/** A photo as a JPEG that is quick to send, in base64. Throws what the browser can't read. */
export async function shrunkPhoto(file: Blob): Promise<string> {
  const image = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser draws nothing')
  // What shows through would be black in a JPEG.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return canvas.toDataURL('image/jpeg', 0.85).replace(/^[^,]*,/, '')
}
