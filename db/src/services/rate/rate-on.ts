/** Hryvnias for one unit of a currency on a day, or on the last known one before it; null where none is known. */
const uahOn = (currency: string, day: string) =>
  `case ${currency} when 'UAH' then 1 else (select r.uah_per from exchange_rates r
    where r.currency = ${currency} and r.day <= ${day} order by r.day desc limit 1) end`

/** What one unit of a currency was worth in another on a day, as SQL; each argument is SQL too. Null: not known. */
export const rateOn = (from: string, to: string, day: string): string =>
  `case when ${from} = ${to} then 1 else ${uahOn(from, day)} / ${uahOn(to, day)} end`

/** The day whose rates held at a moment, as SQL: the bank's. */
export const rateDay = (at: string): string => `(${at} at time zone 'Europe/Kyiv')::date`
