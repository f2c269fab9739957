import { fold } from './fold.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { carAt, impliedAt, misspelledMake, writtenAt, type CarPlace } from './make-search.ts'
import { isCommonModel } from './common-models.ts'
import { leftOf, rightOf } from './post-context.ts'
import { wordPattern as w } from './vocabulary.ts'
import { wordsOf, type Word } from './words.ts'

/** A place of a post that names a car. */
export interface Mention {
  car: CarPlace
  at: number
  end: number
  /** Begins a line, not counting ornaments, list numbers, years and words such as "Продам". */
  heads: boolean
  /** Another car than the one for sale: an exchange, a comparison, a dealer's name, a hashtag. */
  aside: boolean
}

const asideBefore = w(
  '(?:обмін\\p{L}*|обмен\\p{L}*|обміня\\p{L}*|обменя\\p{L}*|міняю|меняю|поміняю|поменяю|exchange|trade(?:[- ]?in)?|swap|замість|вместо|<ніж>|<чем>|<як у>|<як в>|<як на>|<как у>|<как в>|аналог\\p{L}*|конкурент\\p{L}*|двигун (?:від|з|як)|мотор (?:від|от|з)|<база>|<на базі>|платформ\\p{L}*|кращ\\p{L}+ за|лучше|розглян\\p{L}+|рассмотр\\p{L}+|автосалон\\p{L}*|салон[іу]?>|дилер\\p{L}*|дилерськ\\p{L}+ центр\\p{L}*|<сто>|сервіс\\p{L}*|підійде (?:на|до|для)|підходить (?:на|до|для)|після (?:мого|моєї|моей)|наш\\p{L}* (?:інші|другие)|також (?:є|в наявності|продаю|продаємо)[^\\n]{0,12}|марки|стиль|дизайн\\p{L}*|диск[иі]в? (?:від|от|з)?|резина|колес\\p{L}+ (?:від|от|з)|сидіння від|в стилі|не гірше|до цього (?:їздив|була|був)|<тип[уа]?>|куплю|купую|шука\\p{L}+|ищу|викуп\\p{L}*|гарант\\p{L}+ від|кредит від|офіційн\\p{L}+ (?:дилер\\p{L}*|сервіс\\p{L}*|сто|представник\\p{L}*)|обслуговувал\\p{L}+ (?:на|в|у)|обслуговуван\\p{L}+ (?:на|в|у)|заводськ\\p{L}+)(?: (?:на|за|у|в|от|від|з|із|с|центр\\p{L}*|або|or|for|to|with|is|авто|автомобіль|ваш\\p{L}*|такий|такую|обмін|обмен|тільки|щось|типу|по|сто|офіційн\\p{L}+|дилер\\p{L}*|варіант\\p{L}*|[:\\-–—]))*[^\\p{L}\\d]{0,4}(?:[^\\n]{0,24}(?:,| або | или | чи | та | и | і |/) ?)?$',
)
const asideAfter = w(
  '^ ?(?:center|центр|club|клуб|service|сервіс|group|motors ukraine|ukraine|україна|finance|financial|assist|card|connect|approved|selection|premium selection|сто>|разом|store|dealer|дилер)',
)
const headWords = w(
  '^(?:[^\\p{L}\\p{N}]|\\d{1,2}[.)] ?|№ ?\\d+|(?:19|20)\\d{2}(?:р|г|року|год)?\\.?|\\d[.,]\\d|<(?:продам|продаю|продається|продаеться|продаєм[оe]?|продаем|продаётся|продается|прода[жм]|в продажу|в продаже|пропону[юєм]\\p{L}*|предлага\\p{L}+|реалізу\\p{L}+|свіж\\p{L}*|нов\\p{L}{1,3}|супер|топ|топов\\p{L}+|терміново|срочно|увага|внимание|авто|автомобіль|автомобиль|машина|машину|красень|красуня|шикарн\\p{L}+|ідеальн\\p{L}+|в наявності|в наличии|наявність|є|есть|for sale|selling|sale|prodam|prodayu|prodaetsya|марка|модель|лот|lot|sold|продано|бронь|reserved|hot|new|розмитнен\\p{L}+|електро|электро|електромобіль|сімейн\\p{L}+|надійн\\p{L}+|свій|свою|власн\\p{L}+|тільки|сьогодні|зараз|у продажу|до продажу|на продаж|вашій увазі|до вашої уваги|the|a|an|used|чудов\\p{L}+|гарн\\p{L}+|хорош\\p{L}+|прода[йє]ть?ся|ціна|дизельн\\p{L}+|бензинов\\p{L}+|позашляховик|кросовер|седан|універсал|хетчбек|мікроавтобус|мінівен|мотоцикл|скутер|мото|бус|авто дня|пригнан\\p{L}+|свіжопригнан\\p{L}+|легендарн\\p{L}+|модель|варіант|опис)>)*$',
)

/** Every place of a post that names a car, in order, at most sixty. */
export function findMentions(text: string, dictionary: Dictionary = builtIn): Mention[] {
  const words = wordsOf(text, 1500)
  const folded = fold(text)
  const mentions: Mention[] = []
  for (let i = 0; i < words.length && mentions.length < 60;) {
    const place = writtenAt(words, text, i, dictionary) ?? impliedAt(words, i, dictionary)
    if (!place) {
      i++
      continue
    }
    const car = carAt(place, words, text, dictionary)
    const next =
      place.explicit || !followedByItsMake(words, text, place.to, car, dictionary) ? place : undefined
    const at = Math.min(...car.spans.map((s) => s.at))
    const end = Math.max(...car.spans.map((s) => s.end))
    i = Math.max(place.to, wordAfter(words, near(car, place.end)))
    if (!next) continue
    const left = leftOf(folded, at, 90)
    const hashed = /#[\p{L}\d_]*$/u.test(left)
    const common = !place.explicit && isCommonModel(place.key) && !figuresBeside(text, at, end, left)
    if (common) continue
    mentions.push({
      car,
      at,
      end,
      heads: headWords.test(left),
      aside:
        asideBefore.test(left) ||
        asideAfter.test(rightOf(folded, place.end)) ||
        (hashed && /#[^#\n]*#|#\S+\s*$/u.test(lineOf(folded, at)) && !headLine(folded, at)),
    })
  }
  if (mentions.length === 0) {
    const place = misspelledMake(words, dictionary)
    const car = place && carAt(place, words, text, dictionary)
    if (place && car?.known)
      mentions.push({
        car,
        at: place.at,
        end: Math.max(...car.spans.map((s) => s.end)),
        heads: true,
        aside: false,
      })
  }
  return mentions
}

/** "Golf VW", "X5 BMW": the make comes after and finds the model itself. */
function followedByItsMake(
  words: Word[],
  text: string,
  to: number,
  car: CarPlace,
  dictionary: Dictionary,
): boolean {
  const next = words[to]
  return next !== undefined && !next.newLine && writtenAt(words, text, to, dictionary)?.entry === car.entry
}

/** A car's own words end where its model does, if that is near its make. */
function near(car: CarPlace, end: number): number {
  const model = car.spans[1]
  return model && model.at >= end && model.at - end < 40 ? model.end : end
}

function wordAfter(words: Word[], position: number): number {
  const index = words.findIndex((word) => word.at >= position)
  return index < 0 ? words.length : index
}

/** A model that is also a common word counts with a capital at a head, or with a year or an engine beside it. */
function figuresBeside(text: string, at: number, end: number, left: string): boolean {
  const capital = /^[\p{Lu}\d]/u.test(text.slice(at))
  const figures =
    /^[ ,.\-(]{0,3}(?:[\p{L}\d.-]{1,12}[ ,(]{1,2}){0,2}(?:(?:19|20)\d{2}|\d[.,]\d|\d{2}(?:р|г))/u.test(
      text.slice(end, end + 40),
    )
  return figures && (capital || headWords.test(left))
}

const lineOf = (folded: string, at: number): string =>
  folded.slice(folded.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? ''
const headLine = (folded: string, at: number): boolean =>
  folded.slice(0, folded.lastIndexOf('\n', at - 1) + 1).trim() === ''
