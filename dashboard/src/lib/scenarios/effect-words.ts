import { m } from '#lib/paraglide/messages.js'

const words: Record<string, () => string> = {
  search: m.scenarios_effect_search,
  captureLead: m.scenarios_effect_lead,
  createRequest: m.scenarios_effect_request,
  listRequests: m.scenarios_effect_list_requests,
  loadRequest: m.scenarios_effect_load_request,
  submitOffer: m.scenarios_effect_offer,
  notifyAdmin: m.scenarios_effect_notify,
  tag: m.scenarios_effect_tag,
  httpRequest: m.scenarios_effect_http,
  channelPost: m.scenarios_effect_channel,
  broadcast: m.scenarios_effect_broadcast,
  handoff: m.scenarios_effect_handoff,
  setLanguage: m.scenarios_effect_language,
}

/** The name of something that is done in the world; any other text is itself. */
export const effectWords = (type: string): string =>
  Object.hasOwn(words, type) ? (words[type]?.() ?? type) : type

const parts: Record<string, () => string> = {
  leadType: m.scenarios_part_kind,
  language: m.scenarios_part_language,
  make: m.scenarios_part_make,
  model: m.scenarios_part_model,
  yearMin: m.scenarios_part_year,
  budget: m.scenarios_part_budget,
  city: m.scenarios_part_city,
  name: m.scenarios_part_name,
  phone: m.scenarios_part_phone,
  interest: m.scenarios_part_interest,
  description: m.scenarios_part_interest,
  title: m.scenarios_part_title,
  text: m.scenarios_part_text,
  tags: m.scenarios_part_tags,
  photos: m.scenarios_photo,
}

/** The name of a part of what is done. */
export const effectPart = (name: string): string =>
  Object.hasOwn(parts, name) ? (parts[name]?.() ?? name) : name
