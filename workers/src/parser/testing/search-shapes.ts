import type { CarFields } from '@cartie/shared/domain/car'

/** A search page of our own in the shape of a kind of site: how many cars, what the first cards say. */
export interface SearchShape {
  name: string
  url: string
  html: string
  count: number
  next?: string
  total?: number
  first: Partial<Omit<CarFields, 'images'>>[]
}

const page = (lang: string, body: string, head = '') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Cars</title>${head}</head><body>${body}</body></html>`
const cars = [
  { make: 'Audi', model: 'A4', year: 2017, km: 121_000, price: 14_900, city: 'Leipzig', id: 90001001 },
  { make: 'Ford', model: 'Kuga', year: 2019, km: 64_500, price: 17_450, city: 'Bremen', id: 90001002 },
  { make: 'Kia', model: 'Rio', year: 2015, km: 98_300, price: 7_200, city: 'Kassel', id: 90001003 },
  { make: 'Opel', model: 'Corsa', year: 2020, km: 31_200, price: 11_990, city: 'Ulm', id: 90001004 },
]
const dots = (n: number, sep: string) => String(n).replace(/\B(?=(\d{3})+$)/g, sep)
const first = (currency: string) =>
  cars.slice(0, 2).map((c) => ({
    make: c.make,
    model: c.model,
    year: c.year,
    mileageKm: c.km,
    priceMinor: c.price * 100,
    currency,
  }))

export const searchShapes: SearchShape[] = [
  {
    name: 'list items with a heading, a price and a list of facts; one promoted twice',
    url: 'https://www.autos.example.de/suche?make=all&page=2',
    html: page(
      'de',
      `<h1>1.234 Angebote gefunden</h1><ul class="results">${[cars[0], ...cars].map((c) => `<li class="result"><a href="/fahrzeug/${c?.make.toLowerCase()}-${c?.id}.html${c === cars[0] ? '?promoted=1' : ''}"><img src="/img/${c?.id}.jpg"></a><h3><a href="/fahrzeug/${c?.make.toLowerCase()}-${c?.id}.html">${c?.make} ${c?.model} 1.6</a></h3><div class="price">${dots(c?.price ?? 0, '.')} €</div><div class="rate">ab 199 €/Monat</div><ul><li>EZ 05/${c?.year}</li><li>${dots(c?.km ?? 0, '.')} km</li><li>Diesel</li></ul><span class="location">${c?.city}</span></li>`).join('')}</ul><a class="pagination-next" href="/suche?make=all&amp;page=3">Weiter</a>`,
    ),
    count: 4,
    next: 'https://www.autos.example.de/suche?make=all&page=3',
    total: 1234,
    first: first('EUR'),
  },
  {
    name: 'cards beside a form to narrow the search, which has the labels of a car',
    url: 'https://www.guide.example.com.au/cars/research/new',
    html: page(
      'en-AU',
      `<h1>New car research</h1><dl><dt>Body type</dt><dd>Sedan</dd><dt>Fuel type</dt><dd>Diesel</dd><dt>Transmission</dt><dd>Automatic</dd><dt>Year</dt><dd>2015 - Max</dd><dt>Make</dt><dd>Audi</dd></dl><div class="list">${cars.map((c) => `<div class="tile"><a href="/cars/details/${c.make.toLowerCase()}/SPOT-ITM-${c.id}"><img src="/t/${c.id}.jpg"></a><h4><a href="/cars/details/${c.make.toLowerCase()}/SPOT-ITM-${c.id}">${c.year} ${c.make} ${c.model}</a></h4><span>${dots(c.km, ',')} km</span><strong>$${dots(c.price, ',')}*</strong></div>`).join('')}</div>`,
    ),
    count: 4,
    first: first('AUD'),
  },
  {
    name: 'rows whose longest link is a button',
    url: 'https://boise.ads.example.com/search/cta',
    html: page(
      'en-US',
      `<ul class="rows">${cars.map((c) => `<li class="row"><a href="/cto/d/${c.make}/${c.id}.html">${c.year} ${c.model} runs</a><span class="price">$${c.price}</span><a href="#" class="restore"><span>restore</span> <span>restore this posting again</span></a></li>`).join('')}</ul>`,
    ),
    count: 4,
    first: cars.slice(0, 2).map((c) => ({ title: `${c.year} ${c.model} runs`, year: c.year })),
  },
  {
    name: 'table rows of an old site',
    url: 'https://www.oldcars.example.ua/search/?marka=all',
    html: page(
      'uk',
      `<table class="list">${cars.map((c) => `<tr class="row"><td><a href="/car/${c.id}/"><img src="/t/${c.id}.jpg"></a></td><td><a href="/car/${c.id}/">${c.make} ${c.model}</a></td><td>${c.year} р.</td><td>${c.km / 1000} тис. км</td><td><b>${dots(c.price, ' ')} $</b></td></tr>`).join('')}</table>`,
    ),
    count: 4,
    first: first('USD'),
  },
  {
    name: 'cards that are links, with split text and a second currency',
    url: 'https://www.cards.example.ro/cautare.html',
    html: page(
      'ro',
      `<div class="grid">${cars.map((c) => `<a class="card" data-testid="listing-${c.id}" href="/vehicul.html?id=${c.id}&amp;ref=srp"><div><h2><span>${c.make} ${c.model}</span></h2></div><div><span data-testid="price-label">${dots(c.price, '.')}&nbsp;EUR</span><p>${dots(c.price * 5, '.')}&nbsp;RON<!-- -->²</p></div><div><strong>Fără accidente</strong> • <!-- -->Prima înmatriculare 05/${c.year}<!-- --> • <!-- -->${dots(c.km, '.')}&nbsp;km<!-- --> • <!-- -->Benzină</div></a>`).join('')}</div>`,
    ),
    count: 4,
    first: first('EUR'),
  },
  {
    name: 'results in embedded data only',
    url: 'https://www.spa.example.es/search?pg=1',
    html: page(
      'es',
      `<div id="root"></div><script>window.__INITIAL_STATE__=${JSON.stringify({ search: { totalResults: 88, items: cars.map((c) => ({ id: String(c.id), url: `/coche-${c.id}.aspx`, make: c.make, model: c.model, title: `${c.make} ${c.model}`, year: c.year, km: c.km, price: { amount: c.price, currency: 'EUR' }, fuelType: 'Diésel', location: { city: c.city }, photos: [`https://img.spa.example.es/${c.id}.jpg`] })) }, similar: { items: [{ id: '1', title: 'Seat Leon', price: 5000, km: 1 }] } })}</script>`,
    ),
    count: 4,
    total: 88,
    first: first('EUR'),
  },
  {
    name: 'an ItemList in JSON-LD with whole cars',
    url: 'https://www.ldlist.example.it/auto/usate',
    html: page(
      'it',
      '<h1>Auto usate</h1>',
      `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'ItemList', numberOfItems: 4, itemListElement: cars.map((c, i) => ({ '@type': 'ListItem', position: i + 1, item: { '@type': 'Car', name: `${c.make} ${c.model}`, brand: c.make, model: c.model, vehicleModelDate: String(c.year), mileageFromOdometer: { '@type': 'QuantitativeValue', value: c.km, unitCode: 'KMT' }, url: `https://www.ldlist.example.it/annuncio/${c.id}`, offers: { '@type': 'Offer', price: c.price, priceCurrency: 'EUR' } } })) })}</script>`,
    ),
    count: 4,
    first: first('EUR'),
  },
  {
    name: 'cards with microdata and a block of recommended cars',
    url: 'https://www.micro.example.pl/szukaj?strona=1',
    html: page(
      'pl',
      `<main>${cars.map((c) => `<article class="offer" itemscope itemtype="http://schema.org/Car"><a itemprop="url" href="/oferta/${c.id}"><h2 itemprop="name">${c.make} ${c.model}</h2></a><ul><li data-code="year"><span>${c.year}</span></li><li data-code="mileage"><span>${dots(c.km, ' ')} km</span></li></ul><span class="offer-price">${dots(c.price, ' ')} PLN</span></article>`).join('')}</main><section class="recommended"><h3>Polecane</h3>${[1, 2, 3].map((n) => `<div class="offer"><a href="/oferta/9100000${n}"><h2>BMW X${n}</h2></a><span>2018</span><span>90 000 km</span><span class="offer-price">99 000 PLN</span></div>`).join('')}</section>`,
    ),
    count: 4,
    first: first('PLN'),
  },
  {
    name: 'dealer cards with data attributes',
    url: 'https://www.dealercards.example.com/used-inventory/index.htm',
    html: page(
      'en-US',
      `<ol class="vehicles">${cars.map((c) => `<li class="vehicle-card" data-vin="WAUZZZ8K9KA0${c.id % 100000}" data-make="${c.make}" data-model="${c.model}" data-year="${c.year}"><div class="inner"><a href="/used/${c.make}/${c.year}-${c.make}-${c.model}-${c.id}.htm"><h2>${c.year} ${c.make} ${c.model}</h2></a><div class="pricing"><span class="label">Retail Price</span><span class="price">$${dots(c.price, ',')}</span></div><div>Mileage: ${dots(Math.round(c.km / 1.609344), ',')} miles</div></div></li>`).join('')}</ol>`,
    ),
    count: 4,
    first: [{ make: 'Audi', model: 'A4', year: 2017, priceMinor: 14_900_00, currency: 'USD' }],
  },
  {
    name: 'rows of divs without any class',
    url: 'https://www.plain.example.com/list',
    html: page(
      'en',
      `<div><div>${cars.map((c) => `<div><div><a href="/ad/${c.make}-${c.model}-${c.id}"><img src="/p/${c.id}.jpg" alt="${c.make} ${c.model}"></a></div><div><a href="/ad/${c.make}-${c.model}-${c.id}">${c.year} ${c.make} ${c.model}</a><div>£${dots(c.price, ',')}</div><div>${dots(c.km, ',')} km</div></div></div>`).join('')}</div></div>`,
    ),
    count: 4,
    first: first('GBP'),
  },
]
