import { hookChannel, mailChannel, whatsappChannel } from '@cartie/shared/domain/delivery-lane'
import type { Delivery } from '@cartie/shared/schemas/delivery'
import { m } from '#lib/paraglide/messages.js'

const errors: Record<string, () => string> = {
  403: m.deliveries_error_blocked,
  429: m.deliveries_error_limited,
  limited: m.deliveries_error_limited,
  400: m.deliveries_error_refused,
  refused: m.deliveries_error_refused,
  unreachable: m.deliveries_error_unreachable,
  bot_off: m.deliveries_error_bot_off,
  file: m.deliveries_error_file,
  no_channel: m.deliveries_error_no_channel,
  restored: m.deliveries_error_restored,
}

const errorText = ({ code }: DeliveryError): string => (errors[code] ?? m.deliveries_error_other)()

type DeliveryError = NonNullable<Delivery['error']>

/** The account that the words of a refusal name. */
const accountIn = (message: string) => /\S+@\S+/.exec(message)?.[0] ?? ''

const hookErrors: Record<string, (message: string) => string> = {
  DEADLINE: m.deliveries_hook_timeout,
  DNS: m.deliveries_hook_unreachable,
  CONNECT: m.deliveries_hook_unreachable,
  TLS: m.deliveries_hook_unreachable,
  RESET: m.deliveries_hook_unreachable,
  lost: m.deliveries_hook_lost,
  gone: m.deliveries_hook_gone,
  skipped_deleted: m.deliveries_skipped_deleted,
  sheets_share: (message) => m.deliveries_sheets_share({ account: accountIn(message) }),
  sheets_key: (message) => m.deliveries_sheets_key({ account: accountIn(message) }),
  sheets_off: m.deliveries_sheets_off,
  sheets_gone: m.deliveries_sheets_gone,
  sheets_tab: m.deliveries_sheets_tab,
  sheets_quota: m.deliveries_service_limited,
  service_limited: m.deliveries_service_limited,
  sendpulse_key: m.deliveries_sendpulse_key,
  sendpulse_book: m.deliveries_sendpulse_book,
  sendpulse_phone: m.deliveries_sendpulse_phone,
  skipped_contact: m.deliveries_skipped_contact,
  skipped_consent: m.deliveries_skipped_consent,
  skipped_old: m.deliveries_skipped_old,
  skipped_sell: m.deliveries_skipped_sell,
  skipped_price: m.deliveries_skipped_price,
  meta_token: m.deliveries_meta_token,
  meta_dataset: m.deliveries_meta_dataset,
  meta_permission: m.deliveries_meta_permission,
  meta_event: (why) => m.deliveries_meta_event({ why }),
  restored: m.deliveries_error_restored,
}

/** Why an event was not taken, in words. */
export function hookErrorText({ code, message }: DeliveryError): string {
  if (/^\d{3}$/.test(code)) return m.deliveries_hook_status({ status: code })
  if (code.startsWith('BLOCKED_')) return m.deliveries_hook_blocked()
  return hookErrors[code]?.(message) ?? m.deliveries_error_other()
}

const whatsappErrors: Record<string, () => string> = {
  131047: m.deliveries_whatsapp_window,
  131026: m.deliveries_whatsapp_undeliverable,
  4: m.deliveries_whatsapp_limited,
  80007: m.deliveries_whatsapp_limited,
  130429: m.deliveries_whatsapp_limited,
  131056: m.deliveries_whatsapp_limited,
  429: m.deliveries_whatsapp_limited,
  190: m.deliveries_whatsapp_token,
  401: m.deliveries_whatsapp_token,
  132000: m.deliveries_whatsapp_template,
  132001: m.deliveries_whatsapp_template,
  DEADLINE: m.deliveries_whatsapp_unreachable,
  DNS: m.deliveries_whatsapp_unreachable,
  CONNECT: m.deliveries_whatsapp_unreachable,
  TLS: m.deliveries_whatsapp_unreachable,
  RESET: m.deliveries_whatsapp_unreachable,
  gone: m.deliveries_whatsapp_gone,
  lost: m.deliveries_error_other,
  restored: m.deliveries_error_restored,
}

const mailErrors: Record<string, () => string> = {
  ETIMEDOUT: m.deliveries_mail_unreachable,
  ECONNECTION: m.deliveries_mail_unreachable,
  ECONNREFUSED: m.deliveries_mail_unreachable,
  ESOCKET: m.deliveries_mail_unreachable,
  EDNS: m.deliveries_mail_unreachable,
  ETLS: m.deliveries_mail_secure,
  EAUTH: m.deliveries_mail_account,
  530: m.deliveries_mail_account,
  534: m.deliveries_mail_account,
  535: m.deliveries_mail_account,
  550: m.deliveries_mail_address,
  551: m.deliveries_mail_address,
  553: m.deliveries_mail_address,
  gone: m.deliveries_mail_gone,
  lost: m.deliveries_error_other,
  no_channel: m.deliveries_mail_off,
  restored: m.deliveries_error_restored,
}

/** Why a mail did not go. What a server answers with 4 in front it may take later, with 5 never. */
const mailErrorText = ({ code }: DeliveryError): string =>
  (mailErrors[code] ?? (/^4\d\d$/.test(code) ? m.deliveries_mail_later : m.deliveries_mail_refused))()

/** Why a delivery did not arrive, in the words of its channel. */
export const whyText = ({ channel, error }: Pick<Delivery, 'channel' | 'error'>): string => {
  if (!error) return ''
  if (channel === whatsappChannel) return (whatsappErrors[error.code] ?? m.deliveries_whatsapp_refused)()
  if (channel === mailChannel) return mailErrorText(error)
  return channel === hookChannel ? hookErrorText(error) : errorText(error)
}
