import { expect, test } from 'vitest'
import { findVin, isVin, vinCheckDigitOk } from './vin.ts'

test('a number of 17 letters and digits without I, O and Q is a VIN', () => {
  expect(isVin('1M8GDM9AXKP042788')).toBe(true)
  expect(isVin('WVWZZZ1KZ6W123456')).toBe(true)
})

test.each([
  'LVGBE40Kхххх12345',
  'LVGBE40KXXXX12345',
  '1M8GDM9AXKP04278',
  'IM8GDM9AXKP042788',
  '12345678901234567',
  'ABCDEFGHJKLMNPRST',
  '1m8gdm9axkp042788',
])('%s is none: masked, too short, with forbidden letters, or only digits or letters', (text) => {
  expect(isVin(text)).toBe(false)
})

test('a VIN is found in a text on word boundaries; small letters count only after the word VIN', () => {
  expect(findVin('VIN: 1M8GDM9AXKP042788, Київ')).toBe('1M8GDM9AXKP042788')
  expect(findVin('vin 1m8gdm9axkp042788')).toBe('1M8GDM9AXKP042788')
  expect(findVin('файл 1m8gdm9axkp042788')).toBeUndefined()
  expect(findVin('https://a.example/1M8GDM9AXKP042788x')).toBeUndefined()
  expect(findVin('VIN LVGBE40Kхххх12345')).toBeUndefined()
})

test('the check digit is told right from wrong', () => {
  expect(vinCheckDigitOk('1M8GDM9AXKP042788')).toBe(true)
  expect(vinCheckDigitOk('1M8GDM9A1KP042788')).toBe(false)
})
