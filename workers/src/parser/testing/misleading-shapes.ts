import { page, state } from './markup.ts'
import type { ListingShape } from './listing-shapes.ts'

const other = (n: number) =>
  `<div class="item"><a href="/auto/kia-rio-90${n}00001"><img src="/t/${n}.jpg"><h4>Kia Rio ${n}</h4></a><span class="price">${n} 900 €</span><span>2016</span><span>8${n} 000 km</span></div>`

/** Shapes in which something misleads: other cars, split values, wrappers. */
export const misleadingShapes: ListingShape[] = [
  {
    name: 'photos in two sizes, the small ones cropped, and wares after the make in the page title',
    url: 'https://boise.ads.example.com/cto/d/1962-studebaker/7128700001.html',
    html: page(
      'en-US',
      '<title>1962 plymouth - cars &amp; trucks - by owner</title>',
      `<h1>1962 plymouth - $4,200 (Nampa)</h1><span class="price">$4,200</span><p class="attrs"><span>fuel: <b>gas</b></span><br><span>paint color: <b>black</b></span><br><span>odometer: <b>71000</b></span></p><div class="gallery">${[1, 2, 3].map((n) => `<img src="/p/00g0g_k${n}Nd_600x450.jpg">`).join('')}</div><div class="thumbs">${[1, 2, 3].map((n) => `<img src="/p/00g0g_k${n}Nd_50x50c.jpg">`).join('')}</div>`,
    ),
    expected: { make: 'Plymouth', year: 1962, priceMinor: 4_200_00, currency: 'USD', fuel: 'petrol' },
    images: 3,
    absent: ['model'],
  },
  {
    name: 'state of an unknown country with its own unit and a price in cents, boxes that are called a place',
    url: 'https://cars.example.com/ad/honda-civic-1234567',
    html: page(
      'en',
      '<title>Ad</title>',
      `<h1>Honda Civic 1.5 2019</h1><h3 class="location">Location</h3><dl><dt>Location</dt><dd>Click to open the map</dd></dl>${state(
        '__NEXT_DATA__',
        {
          props: {
            pageProps: {
              car: {
                make: 'Honda',
                model: 'Civic',
                year: 2019,
                fuelType: 'petrol',
                mileage: { value: 90_000, unit: 'km' },
                priceInCents: 14_999_00,
                currency: 'EUR',
                seller: { name: 'Best Cars', type: 'dealer' },
              },
            },
          },
        },
      )}`,
    ),
    expected: {
      make: 'Honda',
      model: 'Civic',
      mileageKm: 90_000,
      priceMinor: 14_999_00,
      currency: 'EUR',
      sellerName: 'Best Cars',
      sellerKind: 'dealer',
    },
    absent: ['location'],
  },
  {
    name: 'state whose values stand under their labels, beside products of others',
    url: 'https://www.example.nl/aanbod/seat-leon-st-8k2m4pz',
    html: page(
      'nl',
      '<title>Aanbod</title>',
      state('__NEXT_DATA__', {
        props: {
          pageProps: {
            vehicle: {
              advertisement: {
                title: { label: 'Titel', hasValue: true, formattedValue: 'Seat Leon ST 1.5 TSI' },
                price: { label: 'Prijs', hasValue: true, formattedValue: '€ 17.450,-' },
                company: {
                  name: 'Autobedrijf De Brug',
                  contact: { phoneNumber: '038-4601122' },
                  address: { city: 'Zwolle' },
                },
              },
              vehicle: {
                general: {
                  brand: { label: 'Merk', hasValue: true, formattedValue: 'Seat' },
                  model: { label: 'Model', hasValue: true, formattedValue: 'Leon' },
                  edition: { label: 'Uitvoering', hasValue: false, formattedValue: '' },
                },
                fuel: {
                  primaryFuelType: { label: 'Brandstof', hasValue: true, formattedValue: 'Benzine' },
                  isHybridVehicle: { label: 'Hybride', value: false, hasValue: true, formattedValue: 'Nee' },
                },
                history: {
                  productionYear: { label: 'Bouwjaar', hasValue: true, formattedValue: '2019' },
                  mileage: { label: 'Kilometerstand', hasValue: true, formattedValue: '88.120 km' },
                },
                partners: [
                  { name: 'LeaseSnel', linkUrl: 'https://lease.example.nl' },
                  { name: 'Polis Direct', linkUrl: 'https://polis.example.nl' },
                ],
              },
            },
          },
        },
      }),
    ),
    expected: {
      title: 'Seat Leon ST 1.5 TSI',
      make: 'Seat',
      model: 'Leon',
      year: 2019,
      priceMinor: 17_450_00,
      currency: 'EUR',
      mileageKm: 88_120,
      fuel: 'petrol',
      location: 'Zwolle',
    },
  },
  {
    name: 'an advert over unmarked cards of other cars',
    url: 'https://www.example.si/auto/audi-a3-sportback-80123456',
    html: page(
      'sl',
      '<title>Audi A3</title>',
      `<h1>Audi A3 Sportback 1.6 TDI</h1><div class="main-price">11.490 €</div><ul><li>Letnik: 2015</li><li>Prevoženi km: 145000</li><li>Gorivo: diesel</li></ul><a href="tel:+38640123456">040 123 456</a><div class="row">${[1, 2, 3, 4].map(other).join('')}</div>`,
    ),
    expected: {
      make: 'Audi',
      model: 'A3',
      year: 2015,
      priceMinor: 11_490_00,
      currency: 'EUR',
      mileageKm: 145_000,
      fuel: 'diesel',
      sellerPhone: '+38640123456',
    },
  },
  {
    name: 'a cache of typed objects with lists of named values',
    url: 'https://www.example.ca/v-cars/toronto/honda-civic-2017/1699999999',
    html: page(
      'en-CA',
      '<title>Civic</title>',
      `<h1>Honda Civic LX 2017</h1>${state('__NEXT_DATA__', {
        props: {
          pageProps: {
            __APOLLO_STATE__: {
              'Listing:1699999999': {
                __typename: 'AutosListing',
                id: '1699999999',
                title: 'Honda Civic LX 2017',
                price: { amount: 16500, currency: 'CAD' },
                attributes: {
                  all: [
                    { canonicalName: 'caryear', name: 'Year', values: ['2017'] },
                    { name: 'Kilometers', values: ['98000'] },
                    { name: 'Fuel Type', values: ['Gasoline'] },
                    { name: 'Transmission', values: ['Automatic'] },
                  ],
                },
                location: { name: 'Toronto' },
                imageUrls: ['https://media.example.ca/api/v1/1.jpg', 'https://media.example.ca/api/v1/2.jpg'],
              },
            },
          },
        },
      })}`,
    ),
    expected: {
      make: 'Honda',
      model: 'Civic',
      year: 2017,
      priceMinor: 16_500_00,
      currency: 'CAD',
      mileageKm: 98_000,
      fuel: 'petrol',
      transmission: 'automatic',
      location: 'Toronto',
    },
    images: 2,
  },
  {
    name: 'a car that its own data calls sold out',
    url: 'https://www.example.co.uk/used/ford-fiesta-123456',
    html: page(
      'en-GB',
      '<title>Fiesta</title><script type="application/ld+json">{"@type":"Car","name":"Ford Fiesta 1.0","brand":"Ford","model":"Fiesta","vehicleModelDate":"2018","mileageFromOdometer":{"value":"30000","unitCode":"SMI"},"offers":{"price":"8995","priceCurrency":"GBP","availability":"https://schema.org/SoldOut"}}</script>',
      '<h1>Ford Fiesta 1.0</h1>',
    ),
    expected: {
      make: 'Ford',
      model: 'Fiesta',
      year: 2018,
      priceMinor: 8_995_00,
      mileageKm: 48_280,
      status: 'SOLD',
    },
    gone: true,
  },
  {
    name: 'a price whose sign stands in a box of its own, and a year in the heading only',
    url: 'https://kolesa.example.kz/a/show/178123456',
    html: page(
      'ru',
      '<title>Toyota Camry</title>',
      '<h1><span>Toyota</span> <span>Camry</span> <span class="year">2019</span></h1><div class="offer__price bold">14 500 000 <span>₸</span></div><div>от 310 000 ₸ в месяц</div><dl><dt>Город</dt><dd>Алматы</dd></dl><dl><dt>Объем двигателя, л</dt><dd>2.5 (бензин)</dd></dl><dl><dt>Пробег</dt><dd>67 000 км</dd></dl><dl><dt>Коробка передач</dt><dd>Автомат</dd></dl>',
    ),
    expected: {
      make: 'Toyota',
      model: 'Camry',
      year: 2019,
      priceMinor: 14_500_000_00,
      currency: 'KZT',
      mileageKm: 67_000,
      location: 'Алматы',
      transmission: 'automatic',
      engineVolumeL: 2.5,
    },
  },
  {
    name: 'convertible marks that look like kilometres',
    url: 'https://www.example.ba/artikal/51934150/vw-golf',
    html: page(
      'bs',
      '<title>VW Golf</title>',
      '<h1>Volkswagen Golf 5 1.9 TDI</h1><p class="cijena">7.900 KM</p><table><tr><td>Godište</td><td>2006</td></tr><tr><td>Kilometraža</td><td>254000</td></tr><tr><td>Gorivo</td><td>Dizel</td></tr></table>',
    ),
    expected: {
      make: 'Volkswagen',
      model: 'Golf',
      year: 2006,
      priceMinor: 7_900_00,
      currency: 'BAM',
      mileageKm: 254_000,
      fuel: 'diesel',
    },
  },
  {
    name: 'models that are called like years and prices',
    url: 'https://www.example.fr/annonce/peugeot-2008-66554433',
    html: page(
      'fr',
      '<title>Peugeot 2008</title>',
      '<h1>Peugeot 2008 1.2 PureTech</h1><span class="price">12 490 €</span><dl><dt>Marque</dt><dd>Peugeot</dd><dt>Modèle</dt><dd>2008</dd><dt>Année</dt><dd>2017</dd><dt>Kilométrage</dt><dd>83 000 km</dd></dl>',
    ),
    expected: {
      make: 'Peugeot',
      model: '2008',
      year: 2017,
      priceMinor: 12_490_00,
      currency: 'EUR',
      mileageKm: 83_000,
    },
  },
  {
    name: 'a masked number and a text hidden inside of a word',
    url: 'https://www.example.ua/auto-skoda-fabia-44332211',
    html: page(
      'uk',
      '<title>Skoda Fabia</title>',
      '<h1>Skoda Fabia 2010</h1><b class="price">5 600 $</b><table><tr><td>VIN</td><td>TMBхх2хх6A31ххххх</td></tr><tr><td>Пробіг</td><td>188 тис. км</td></tr><tr><td>Телефон</td><td>(063) ххх хх хх</td></tr></table><div class="descr">Гарний ст<div style="display:none">anti</div>ан, без вкладень</div>',
    ),
    expected: {
      make: 'Skoda',
      model: 'Fabia',
      year: 2010,
      priceMinor: 5_600_00,
      currency: 'USD',
      mileageKm: 188_000,
    },
    absent: ['vin', 'sellerPhone'],
  },
]
