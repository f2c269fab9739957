import type { Transmission } from './car.ts'
import { fold } from './fold.ts'
import { rawPiece, type Reading } from './post-context.ts'
import { wordPattern as w, type Rules } from './vocabulary.ts'

const decoys = w(
  '(?:по|вся|уся|вс[ея]|ціла) (?:всій |всей )?механ[іи]\\p{L}*|механічн\\p{L}+ (?:пошкодж|стан|част|питан|поврежд|вплив)\\p{L}*|(?:клімат\\p{L}*|климат\\p{L}*|кондиц\\p{L}*|світло|свет|фари|паркув\\p{L}*)[ -]+(?:контроль[ -]+)?автомат\\p{L}*|автоматичн\\p{L}+ (?:гальм|клім|світл|фар|парк|двер|багаж|кондиц|дальн|склооч|підйом|закрив|запуск|регул|старт|перемик|розпізн)\\p{L}*|автоматическ\\p{L}+ (?:торм|клим|свет|фар|парк|двер|багаж|конд)\\p{L}*|(?:механік|механик|автомеханік)(?:ом|у|ами|и) (?:перевір|провер|огля|осмотр)\\p{L}*|механік[ауи]? (?:в |у |ідеал|працює)\\p{L}*(?: ідеал\\p{L}*)?|автомат(?:ом)? зброї|ручн\\p{L}+ (?:гальм|мийк|робот)\\p{L}*',
  'gu',
)
const semi = w('напівавтомат|полуавтомат|semi-?auto\\p{L}*')
const cvt = w(
  '<вар[іи][ао]тор\\p{L}*|<variator|<cvt>|<цвт>|<e-?cvt>|x-?tronic|multitronic|мультитроні?к|lineartronic',
)
const robotWord = w('<робот(?:из\\p{L}+)?>|<роботиз\\p{L}+|<роботом>|<robot>|<роботі>')
const automatic = w(
  '<автомат(?:ом|і|у|ик)?>|<автомат\\p{L}+ (?:кпп|kpp|коробк\\p{L}*|korobk\\p{L}*|transmis\\p{L}*|gearbox|трансміс\\p{L}*|трансмис\\p{L}*|перед\\p{L}*)|(?:кпп|kpp|коробк\\p{L}*|korobk\\p{L}*|transmis\\p{L}*|gearbox|трансм[іи][сc]\\p{L}*|передач|⚙️?|🕹️?|🔧)[^\\p{L}\\d\\n]{0,6}(?:передач )?[^\\p{L}\\d\\n]{0,6}(?:автомат\\p{L}*|авт\\.?>|auto\\p{L}*)|(?:^|\\n)[^\\p{L}\\d\\n]*автоматичн\\p{L}{1,3}[^\\p{L}\\d\\n]*(?=\\n|$)|<\\d?[- ]?(?:акпп?|аккп|акппп)\\d?>|<a?kpp ?a|<akpp>|<avtomat>|<automat(?:ic|ik)?(?: gearbox)?>|<типтрон\\p{L}*|<тіптрон\\p{L}*|<tiptronic|<steptronic|<стептроні?к|<[579]g[- ]?tronic|<zf ?8|<8hp|<\\d{1,2}[ -]?speed auto\\p{L}*|<eat ?[68]>|<аісін|<айсін|<aisin|<авт\\.?>(?! ?(?:з|із|в))',
)
const robotBrand = w(
  '<dsg[- ]?\\d?|<дсг|<s-?tronic|<s tronic|<pdk>|<пдк>|<d-?dct|<\\d?dct|<edc>|<dkg>|<powershift|<power shift|<пауершифт|<повершифт|<easytronic|<smg>|<tct>|<ags>|<7dsg',
)
const manual = w(
  '<механ[іи]к(?:а|ой|ою|у|и)>|<механ[іи]ч(?:на|еская|ка)?>|<механічна>|<механическая>|<м(?:ех|єх)\\.?>(?! ?пош)|<механ\\.?>|(?:кпп|kpp|коробк\\p{L}*|korobk\\p{L}*|transmis\\p{L}*|gearbox|трансм[іи]с\\p{L}*|⚙️?|🕹️?)[^\\p{L}\\d\\n]{0,6}(?:передач )?[^\\p{L}\\d\\n]{0,6}(?:ручн\\p{L}*|мех\\p{L}*|manual|\\d ?-?(?:ст|ступ)\\p{L}*)|ручн\\p{L}{1,2}[ -]+(?:коробк\\p{L}*|кпп)|(?:^|\\n)[^\\p{L}\\d\\n]*ручна[^\\p{L}\\d\\n]*(?=\\n|$)|<\\d?[- ]?(?:мкпп?|мккп)>|<mkpp>|<me(?:k?h|x|ch)an(?:ika|ichn\\p{L}*|icheskaya)>|<mechanik\\p{L}*|<manual(?: gearbox)?>|<[4-7][ -]?(?:ти |х )?-?(?:ст|ступ\\p{L}*|ступ)>\\.?(?! ?автом)|<[56] ?передач\\p{L}*|<[4-7]-?speed(?! auto)|<на палці>|<на ручці>|<на механіц[іи]>|<механіка>|<stick shift>',
)
const upperCase: Rules<Transmission> = [
  ['automatic', /(?<=[\s,;/|·•(\d])(?:AT|АТ|A\/T)(?=[\s,;.|/·•)]|$)/u],
  ['manual', /(?<=[\s,;/|·•(\d])(?:MT|МТ|M\/T)(?=[\s,;.|/·•)]|$)/u],
]
const rules: Rules<Transmission> = [
  ['semi_automatic', semi],
  ['cvt', cvt],
  ['robot', robotWord],
  ['automatic', automatic],
  ['robot', robotBrand],
  ['manual', manual],
]

/** The gearbox as a post writes it; "the mechanics are perfect" and an automatic climate are none. */
export function readGearbox(text: string): Reading<Transmission> | undefined {
  const plain = fold(text).replace(decoys, (match) => ' '.repeat(match.length))
  for (const [value, pattern] of rules) {
    const match = pattern.exec(plain)
    if (match)
      return { value, raw: rawPiece(text, match.index, match.index + match[0].length), confidence: 0.9 }
  }
  for (const [value, pattern] of upperCase) {
    const match = pattern.exec(text)
    if (match) return { value, raw: match[0], confidence: 0.7 }
  }
  return undefined
}
