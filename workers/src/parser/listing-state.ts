import type { ListingStatus } from '@cartie/shared/domain/car'

const sold =
  /^(?:sold(?:out)?|vendu|vendido|venduto|verkauft|sprzedan[ey]|prodano|продан[оаий]*|vandut|verkocht|s[aå]ld|solgt|myyty|satıldı|eladva|prodané|discontinued|outofstock|soldonline)$/i
const inactive =
  /^(?:inactive|expired|closed|archived?|deleted|removed|disabled|finished|ended|deactivated|unpublished|outdated|removed_by_user|removedbyuser|not_?active|withdrawn|blocked|moderated|неактивн\p{L}*|завершен\p{L}*|архів\p{L}*|zakończone|abgelaufen|deaktiviert)$/iu
const reserved =
  /^(?:reserved|réservé|reservado|riservato|prenotato|reserviert|zarezerwowan\p{L}*|rezervat|rezervisano|gereserveerd|reserverad|reservert|заброньован\p{L}*|зарезервирован\p{L}*|rezervováno|under_?offer|sale_?pending|preorder)$/iu
const active =
  /^(?:active|available|instock|published|online|live|forsale|limitedavailability|onlineonly|instoreonly)$/i

/** What a site's own word for the state of an advert means; undefined for words that say nothing. */
export function statusOf(word: string): ListingStatus | undefined {
  const text = word.trim().replace(/^https?:\/\/schema\.org\//i, '')
  if (sold.test(text)) return 'SOLD'
  if (inactive.test(text)) return 'SOLD'
  if (reserved.test(text)) return 'RESERVED'
  return active.test(text) ? 'AVAILABLE' : undefined
}

const goneSentences = [
  'оголошення (?:більше )?(?:не ?активне|неактивне|не доступне|недоступне|видалено|деактивовано|завершено|закрито|знято з публікації|в архіві|перенесено в архів)',
  'це оголошення (?:більше )?(?:не ?доступне|неактивне|видалено)',
  'объявление (?:больше )?(?:не ?активно|неактивно|не ?доступно|недоступно|удалено|снято с публикации|закрыто|в архиве|устарело)',
  'авто(?:мобіль|мобиль)? (?:вже |уже )?(?:продано|продан)(?![\\p{L}])',
  'this (?:ad|advert|advertisement|listing|vehicle|car) (?:is|has been|was) (?:no longer available|already sold|sold|removed|deleted|expired|inactive)',
  '(?:ad|advert|listing|vehicle|car) (?:is )?no longer (?:available|active|for sale|exists?)',
  'sorry, this (?:vehicle|car|ad) (?:has been|is) sold',
  '(?:diese|dieses|die) (?:anzeige|inserat|fahrzeug|angebot) (?:ist|wurde) (?:leider )?(?:nicht mehr verfügbar|bereits verkauft|verkauft|gelöscht|deaktiviert|nicht mehr aktiv)',
  '(?:anzeige|inserat|fahrzeug) (?:ist )?nicht mehr verfügbar',
  'cette annonce (?:n.est plus disponible|a été (?:supprimée|désactivée)|est désactivée|n.existe plus)',
  'annonce (?:expirée|désactivée|supprimée)',
  'este anuncio (?:ya no está disponible|ha sido (?:eliminado|desactivado)|no está disponible)|anuncio (?:caducado|no disponible|desactivado)',
  'annuncio (?:non (?:è )?più disponibile|scaduto|rimosso|eliminato)|questo annuncio non è (?:più )?disponibile',
  '(?:to )?ogłoszenie (?:jest (?:już )?nieaktualne|nie jest już (?:dostępne|aktualne)|wygasło|zostało usunięte|nieaktualne)',
  'anunțul (?:nu mai este (?:activ|disponibil|valabil)|a fost dezactivat|este inactiv)|acest anunț nu mai este (?:valabil|disponibil|activ)',
  'обявата (?:е (?:изтрита|неактивна|изтекла)|не е активна|вече не е активна)',
  'oglas (?:je (?:istekao|neaktivan|obrisan|završen|zatvoren)|nije (?:više )?aktivan|više nije (?:aktivan|dostupan))',
  '(?:deze )?advertentie (?:is niet (?:meer|langer) (?:beschikbaar|actief)|is verwijderd)',
  'annonsen (?:är (?:borttagen|inte längre tillgänglig|avslutad)|finns inte (?:längre|kvar)|er (?:inaktiv|slettet|ikke lenger))',
  'ilan (?:yayında değil|yayından kaldırılmış|pasif|süresi dolmuş)',
  'inzerát (?:již |už )?(?:není aktivní|neexistuje|byl (?:smazán|vymazán|odstraněn))|inzerát je (?:neaktivní|smazán)',
  'a hirdetés (?:már nem (?:elérhető|aktív)|lejárt|törölve)',
]
const missingSentences = [
  '(?:оголошення|сторінку|сторінка|сторінки) не (?:знайдено|знайдена|існує)|такої сторінки не існує|помилка 404',
  '(?:объявление|страница) не (?:найдено|найдена|существует)|ошибка 404|такой страницы (?:нет|не существует)',
  '(?:page|listing|advert|ad|vehicle|car) (?:was |could )?not (?:be )?found|(?:page|listing|ad) (?:does not|doesn.t) exist|404 (?:error|not found)|error 404|not found \\(404\\)',
  '(?:seite|anzeige|inserat) (?:wurde )?nicht gefunden|fehler 404',
  '(?:page|annonce) introuvable|erreur 404|página no encontrada|anuncio no encontrado|error 404|pagina non trovata|annuncio non trovato|errore 404',
  'nie znaleziono (?:strony|ogłoszenia)|strona nie (?:istnieje|została znaleziona)|(?:pagina|anunțul) nu a fost găsit|(?:страницата|обявата) не (?:е намерена|съществува)|stranica nije pronađena|oglas nije pronađen|pagina niet gevonden|sidan (?:hittades inte|kunde inte hittas|finns inte)|sayfa bulunamadı|ilan bulunamadı|stránka (?:nenalezena|nebyla nalezena)',
]
const gone = new RegExp(goneSentences.join('|'), 'iu')
const missing = new RegExp(missingSentences.join('|'), 'iu')

/** Whether a visible text says that this advert is closed, sold or expired. */
export const saysGone = (text: string): boolean => gone.test(text)

/** Whether a visible text says that there is no such page. */
export const saysMissing = (text: string): boolean => missing.test(text)
