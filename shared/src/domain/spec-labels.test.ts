import { expect, test } from 'vitest'
import { labelField } from './spec-labels.ts'

const table = `
make: Марка | Make | Marque | Marca | Marka pojazdu | Hersteller | Značka
model: Модель | Model | Modèle | Modello | Modell | Модел
year: Рік випуску | Год выпуска | Year | Erstzulassung | Année | Año | Immatricolazione | Rok produkcji | An de fabricație | Година | Godište | Årsmodell | Yıl | Bouwjaar | Rok výroby | First registration
mileageKm: Пробіг | Пробег | Mileage | Kilometerstand | Kilométrage | Kilómetros | Chilometri | Przebieg | Rulaj | Kilometraža | Miltal | KM | Tellerstand | Najeto | Odometer
fuel: Паливо | Тип топлива | Fuel type | Kraftstoffart | Carburant | Combustible | Alimentazione | Rodzaj paliwa | Combustibil | Gorivo | Drivmedel | Yakıt | Brandstof | Palivo
transmission: Коробка передач | КПП | Gearbox | Getriebe | Boîte de vitesse | Cambio | Skrzynia biegów | Cutie de viteze | Скоростна кутия | Växellåda | Vites | Převodovka
bodyType: Тип кузова | Body type | Karosserieform | Carrosserie | Carrocería | Typ nadwozia | Caroserie | Категория | Kasa Tipi
drive: Привід | Drive type | Antriebsart | Napęd | Çekiş
engineVolumeL: Об'єм двигуна | Engine size | Hubraum | Cilindrata | Pojemność skokowa | Capacitate cilindrică | Кубатура | Kubikaža | Motor Hacmi | Objem
powerHp: Потужність | Power | Leistung | Puissance DIN | Potencia | Moc | Putere | Мощност | Motor Gücü | Výkon
color: Колір | Colour | Außenfarbe | Couleur | Kolor | Culoare | Цвят | Boja | Färg | Renk | Barva
vin: VIN | VIN-код | Fahrgestellnummer | Chassis number
price: Ціна | Цена | Price | Preis | Prix
location: Місто | Город | Location | Standort | Lokacija
sellerPhone: Телефон | Phone
condition: Стан | Fahrzeugzustand`

test.each(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [field = '', labels = ''] = line.split(': ')
      return labels.split(' | ').map((label) => [label, field] as const)
    }),
)('"%s" labels %s', (label, field) => {
  expect(labelField(label)).toBe(field)
  expect(labelField(` ${label}: `)).toBe(field)
})

test.each([
  'Вінниця',
  'Prijedor',
  'Electric range',
  'Elektrische Reichweite',
  'Запас ходу',
  'Fuel consumption',
  'Kraftstoffverbrauch',
  'Витрата палива',
  'CO2',
  'Warranty km',
  'Garantie',
  'Price per month',
  'Leasingrate',
  'Deposit',
  'Перший внесок',
  'Old price',
  'Стара ціна',
  'Net price',
  'Previous owners',
  'Number of doors',
  'Interior colour',
  'Battery capacity',
  'Puissance fiscale',
  '',
  'x'.repeat(500),
])('"%s" labels nothing', (label) => {
  expect(labelField(label)).toBeUndefined()
})
