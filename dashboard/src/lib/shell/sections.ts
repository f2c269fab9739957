import CarFront from '@lucide/svelte/icons/car-front'
import FlaskConical from '@lucide/svelte/icons/flask-conical'
import Import from '@lucide/svelte/icons/download'
import Settings from '@lucide/svelte/icons/settings-2'
import Workflow from '@lucide/svelte/icons/workflow'
import type { Permission } from '@cartie/shared/domain/roles'
import { m } from '#lib/paraglide/messages.js'

/** The sections of the dashboard; each is shown to whom `permission` allows it. */
export const sections = [
  {
    href: '/import',
    label: m.nav_import,
    short: m.nav_import_short,
    icon: Import,
    permission: 'parses.read',
  },
  {
    href: '/inventory',
    label: m.nav_inventory,
    short: m.nav_inventory_short,
    icon: CarFront,
    permission: 'listings.read',
  },
  {
    href: '/scenarios',
    label: m.nav_scenarios,
    short: m.nav_scenarios_short,
    icon: Workflow,
    permission: 'scenarios.read',
  },
  { href: '/lab', label: m.nav_lab, short: m.nav_lab_short, icon: FlaskConical, permission: 'sites.read' },
  {
    href: '/settings',
    label: m.nav_settings,
    short: m.nav_settings_short,
    icon: Settings,
    permission: 'workspace.read',
  },
] as const satisfies readonly {
  href: string
  label: () => string
  short: () => string
  icon: unknown
  permission: Permission
}[]

/** Whether a page belongs to a section. */
export const isIn = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`)
