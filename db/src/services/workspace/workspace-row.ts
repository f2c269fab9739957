/** The columns of a workspace, of `workspaces w`, under the names that the API gives them. */
export const workspaceColumns = `w.id, w.slug, w.name, w.accent, w.language, w.phone, w.logo, w.currency,
  w.lead_window_days as "leadWindowDays", w.time_zone as "timeZone", w.working_hours as "workingHours",
  w.code_prefixes as "codePrefixes", w.two_factor_required as "twoFactorRequired"`
