import type { ListingStatus } from './car.ts'
import { fold } from './fold.ts'
import { wordPattern as w } from './vocabulary.ts'

const sold = w(
  '<прод[ао]н[ао]?>(?! ?\\d|без )|<продан[ыіе]>|<прoдано>|<sold>|<sold ?out>|<verkauft>|<sprzedan[aey]>|<vandut>|<vendu(?:e|to|ta)?>|<vendid[oa]>|<prodan[oa]?>|<satildi>|<sald>|знято з продажу|снят[оа]? с продажи|авто ?поїхало до нового|уїхав до нового власника|поехал\\p{L}? к новому',
)
const notSold = w(
  '(?:не|not|nicht|буде|будет|якщо|если|після|после|коли|когда|до того як|хто|скільки|сколько|більше|було|было|рік|році|году|штук|їх) (?:ще |еще |уже |вже )?(?:<авто )?(?:<прод[ао]н|<sold)|not sold|sold (?:by|with|as|in|out of|for|to|through|over|more|from)|прод[ао]н[ао]? (?:понад|більше|на \\d|через|з |із|в |у |\\d|за рік|за год|за місяць|за месяц|за даними|было|близько|майже|свыше|офіц|офиц|був|була|было)|(?:купл|ввез|зареєстр)\\p{L}+ (?:и|і|та) прод[ао]н',
)
const reserved = w(
  '<брон[ьі]>|<заброн\\p{L}+|<зарезерв\\p{L}+|<в резерв[іе]|<резерв>|<reserved?>|<reserviert>|<rezerw\\p{L}+|<rezervat|<rezervov\\p{L}+|<rezervisan\\p{L}*|<reserve[ed]?>|<pending>|під завдатком|под задатком|(?:завдаток|задаток|аванс) (?:отримано|отриман|внесен\\p{L}*|взят\\p{L}*|є|получен)|внесен\\p{L}* (?:завдаток|задаток|аванс|предоплат)|взят\\p{L}* (?:завдаток|задаток|аванс)|на завдатку|на задатке|deposit (?:taken|received|paid)|є завдаток|есть задаток|under offer|on hold',
)
const notReserved = w(
  '(?:можлив\\p{L}*|возможн\\p{L}*|для|без|під|под|не|знят\\p{L}*|знято|снят\\p{L}*|pre|сума|умови|зробити|за) (?:внес\\p{L}+ )?(?:<брон|<резерв|<заброн|<reserv)|брон[ьі] (?:знят|можлив|возможн|снят|від|от|безкош|столик|\\d)|not reserved|резерв(?:не|на|ний|уван)|reserve (?:now|yours|your|a )|no reserve|without reserve|встигни забронювати|запас\\p{L}* резерв|(?:запасн|power) reserve|забронюйте|забронируйте|бронюй(?:те)?>',
)

/**
 * What a post or an advert says of its sale: SOLD ("Продано", "sold", ❌ at the head), RESERVED ("бронь",
 * "під завдатком", ⏳ at the head), or undefined. A ❌ or ⏳ that only decorates a list says nothing.
 */
export function findStatus(text: string): ListingStatus | undefined {
  const folded = fold(text.slice(0, 8000))
  const head = folded.trimStart()
  for (const line of folded.split('\n')) {
    if (sold.test(line) && !notSold.test(line)) return 'SOLD'
    if (reserved.test(line) && !notReserved.test(line)) return 'RESERVED'
    if (/^\s*(?:❌\ufe0f?\s*){2,}$/u.test(line)) return 'SOLD'
  }
  if (
    /^(?:❌|🚫|⛔)/u.test(head) &&
    !/^(?:[❌🚫⛔]\ufe0f?\s*)+(?:не[ \p{L}]|без|no[ t]|ні[ \p{L}]|жодн|никак|zero|увага|стоп|перекуп|торг)/u.test(
      head,
    )
  )
    return 'SOLD'
  if (
    /^(?:⏳|⌛)/u.test(head) &&
    !/^(?:[⏳⌛]\ufe0f?\s*)+(?:в доро|очік|ожид|скоро|прибу|в пути|їде|едет|ще|еще|останн|незабаром|coming|soon|тільки|только|встиг|акці|до |термін|сроч)/u.test(
      head,
    )
  )
    return 'RESERVED'
  return undefined
}
