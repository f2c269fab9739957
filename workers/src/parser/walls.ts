import type { ReasonCode } from '@cartie/shared/domain/parse-outcome'
import type { HtmlScan } from './html-scan.ts'

export interface Wall {
  outcome: 'wall' | 'gone' | 'not_a_car' | 'failed'
  reason: ReasonCode
}

/** Marks of protection services that stand only on their challenge pages. */
const challengeMarks =
  /_cf_chl_opt|cf-browser-verification|\/cdn-cgi\/challenge-platform\/h\/|cf-challenge|captcha-delivery\.com|geo\.captcha-delivery|px-captcha|_pxAppId|window\._pxUuid|sec-if-cpt-container|\/_sec\/cp_challenge|_Incapsula_Resource|incapsula incident|sucuri_cloudproxy|ddos-guard|awswaf|aws-waf-token|challenge\.js|kpsdk|SmartCaptcha|smart-captcha|checkcaptcha|g-recaptcha|h-captcha|hcaptcha\.com|cf-turnstile|md5cycle|fingerprintjs|geetest/
const challengeWords =
  /just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|not a robot|unusual (?:traffic|activity)|access (?:to this page has been )?denied|pardon our interruption|security check|please enable (?:js|javascript) and (?:disable|cookies)|bot (?:detection|protection)|request unsuccessful|parece que algo no va bien|ich bin kein (?:mensch|roboter)|sind sie ein mensch|zugriff verweigert|ups! (?:parece|bist du)|je ne suis pas un robot|non sono un robot|no soy un robot|vous (?:êtes|avez été) bloqué|подтвердите, что вы не робот|підтвердіть, що ви не робот|я не робот|доступ (?:обмежено|ограничен|заборонено|запрещен)|вы не робот|автоматические запросы|підозріла активність|robot olmadığınızı|potwierdź, że nie jesteś robotem|dostęp (?:został )?zablokowany|erişim engellendi|too many requests|rate limit/i
const loginWords =
  /^(?:log ?in|sign ?in|увійти|вход|вхід|войти|anmelden|connexion|iniciar sesión|accedi|zaloguj się|autentificare|giriş yap)\b/i

/** Words of a page without its scripts: what a visitor would see, at most 6,000 characters. */
function visible(scan: HtmlScan): string {
  return scan.textOf(0, scan.count, 6_000)
}
/** With so many characters a page is not thin. */
const thick = 1_500

/**
 * Tells a page that keeps readers out (a captcha, a challenge, a login, an empty shell) from one with content.
 * Only pages with little text are suspected: a normal page may mention a captcha in its contact form.
 */
export function detectWall(scan: HtmlScan, title: string, status: number): Wall | undefined {
  const text = scan.textOf(0, scan.count, 6_000, false, thick)
  const thin = text.length < thick
  if (thin || status === 403 || status === 429 || status === 503) {
    if (challengeWords.test(`${title} ${text.slice(0, thick)}`))
      return { outcome: 'wall', reason: status === 429 ? 'too_busy' : 'captcha' }
    if (scan.html.test(challengeMarks)) return { outcome: 'wall', reason: 'captcha' }
    if (thin && loginWords.test(title.trim()) && scan.html.test(/type\s*=\s*["']?password/i))
      return { outcome: 'wall', reason: 'login_wall' }
  }
  if (status === 403 || status === 401)
    return { outcome: 'wall', reason: status === 401 ? 'login_wall' : 'forbidden_by_site' }
  if (status === 429) return { outcome: 'wall', reason: 'too_busy' }
  return undefined
}

/** Whether a page has next to no text of its own: a shell that only a browser fills. */
export function isEmptyShell(scan: HtmlScan): boolean {
  const text = visible(scan)
  if (text.length > 400) return false
  const scripted =
    scan.scripts.some((i) => scan.name[i] === 'script' && !scan.tag(i).includes('json')) ||
    scan.html.test(/http-equiv\s*=\s*["']?refresh/i)
  return (
    scripted &&
    (text.length < 80 ||
      /enable javascript|javascript (?:is )?(?:required|disabled)|увімкніть javascript|включите javascript|javascript aktivieren|loading|завантаження|загрузка/i.test(
        text,
      ))
  )
}

/** The error that a JSON API answers with instead of data. */
export function jsonError(value: { [key: string]: unknown }): Wall | undefined {
  const raw =
    value['error'] ??
    value['errors'] ??
    value['fault'] ??
    (typeof value['status'] === 'number' && value['status'] >= 400
      ? value
      : value['message'] !== undefined && Object.keys(value).length <= 5
        ? value
        : undefined)
  if (raw === undefined || raw === null || raw === false) return undefined
  if (Array.isArray(raw) && raw.length === 0) return undefined
  const text = JSON.stringify(raw).slice(0, 2_000)
  if (/rate.?limit|too many|quota|throttl|limit exceeded/i.test(text))
    return { outcome: 'wall', reason: 'quota_used_up' }
  if (/api.?key|unauthor|token|auth|credential|forbidden|access denied/i.test(text))
    return { outcome: 'wall', reason: 'api_key_missing' }
  if (/not.?found|no such|does not exist|deleted|404/i.test(text))
    return { outcome: 'gone', reason: 'page_gone' }
  if (/captcha|robot|challenge/i.test(text)) return { outcome: 'wall', reason: 'captcha' }
  return Object.keys(value).length <= 4 ? { outcome: 'failed', reason: 'site_error' } : undefined
}
