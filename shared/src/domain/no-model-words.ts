const words = new Set(
  `amg tdi tsi tfsi cdi dci hdi crdi cdti tdci gdi mpi fsi sdi bluehdi bluetec lpg cng gas gaz abs vin usa eu ua kyiv kiev lviv odesa odessa
dnipro kharkiv diesel petrol benzin dizel dyzel hybrid hibrid electric electro elektro quattro xdrive 4matic 4motion awd fwd rwd 4wd 4x4 auto
avto automat avtomat manual mechanika mehanika akpp mkpp dsg cvt full led pro max plus line sport style comfort luxury premium limited edition
black white red blue grey gray silver new nova used for sale price cena tsina probig probeg year rik god km miles usd eur uah sold reserved turbo
topova official dealer service original with and the model prodam prodaetsya prodayu kuplyu obmin torg stan ideal recaro motors car cars club
family group center centre import trade garage motor moto sedan universal coupe cabrio suv hatchback kombi wagon variant van minivan pickup`.split(
    /\s+/,
  ),
)
const shapes = [
  /^(?:19|20)\d{2}(?:р|г|року|года|рік|год|y)?$/,
  /^\d+(?:k|к|т|тис|тыс|km|км|hp|л|l|квт|kw|kwh|квтг|год|р|рік|рок\p{L}*|usd|eur|грн|uah|m|м|mi|d|tys|k\p{L}*)$/u,
  /^[r]\d{2}$/,
  /^[aа]?[+-]?\d$/,
]

/** Whether a folded word after a make is certainly no model: an engine, trim, place or unit word. */
export const isNoModel = (folded: string): boolean =>
  words.has(folded) || shapes.some((shape) => shape.test(folded))
