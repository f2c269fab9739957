import Bot from '@lucide/svelte/icons/bot'
import CarFront from '@lucide/svelte/icons/car-front'
import ClipboardList from '@lucide/svelte/icons/clipboard-list'
import FileHeart from '@lucide/svelte/icons/file-heart'
import FlaskConical from '@lucide/svelte/icons/flask-conical'
import Import from '@lucide/svelte/icons/download'
import Handshake from '@lucide/svelte/icons/handshake'
import Inbox from '@lucide/svelte/icons/inbox'
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard'
import Plug from '@lucide/svelte/icons/plug'
import Send from '@lucide/svelte/icons/send'
import Settings from '@lucide/svelte/icons/settings-2'
import Users from '@lucide/svelte/icons/users'
import Workflow from '@lucide/svelte/icons/workflow'
import type { Component } from 'svelte'
import type { Permission } from '@cartie/shared/domain/roles'
import { unread } from '#lib/inbox/unread.svelte.ts'
import { m } from '#lib/paraglide/messages.js'

/**
 * A section of the dashboard, shown to whom `permission` allows it; `count` is what waits there, `atThumb` says that it
 * is used on the go and stands in the bar of a phone.
 */
interface Section {
  href: string
  label: () => string
  short: () => string
  icon: Component<{ class?: string }>
  permission: Permission
  count?: () => string
  atThumb?: true
}

export const sections: readonly Section[] = [
  {
    href: '/',
    label: m.nav_overview,
    short: m.nav_overview_short,
    icon: LayoutDashboard,
    permission: 'stats.read',
  },
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
    atThumb: true,
  },
  {
    href: '/leads',
    label: m.nav_leads,
    short: m.nav_leads_short,
    icon: Users,
    permission: 'leads.read',
    atThumb: true,
  },
  {
    href: '/requests',
    label: m.nav_requests,
    short: m.nav_requests_short,
    icon: ClipboardList,
    permission: 'requests.read',
    atThumb: true,
  },
  {
    href: '/proposals',
    label: m.nav_proposals,
    short: m.nav_proposals_short,
    icon: FileHeart,
    permission: 'proposals.read',
  },
  {
    href: '/partners',
    label: m.nav_partners,
    short: m.nav_partners_short,
    icon: Handshake,
    permission: 'partners.read',
  },
  {
    href: '/inbox',
    label: m.nav_inbox,
    short: m.nav_inbox_short,
    icon: Inbox,
    permission: 'chats.read',
    count: () => unread.text,
    atThumb: true,
  },
  {
    href: '/deliveries',
    label: m.nav_deliveries,
    short: m.nav_deliveries_short,
    icon: Send,
    permission: 'deliveries.read',
  },
  {
    href: '/scenarios',
    label: m.nav_scenarios,
    short: m.nav_scenarios_short,
    icon: Workflow,
    permission: 'scenarios.read',
  },
  {
    href: '/telegram',
    label: m.nav_telegram,
    short: m.nav_telegram_short,
    icon: Bot,
    permission: 'bots.read',
  },
  { href: '/lab', label: m.nav_lab, short: m.nav_lab_short, icon: FlaskConical, permission: 'sites.read' },
  {
    href: '/integrations',
    label: m.nav_integrations,
    short: m.nav_integrations_short,
    icon: Plug,
    permission: 'integrations.read',
  },
  {
    href: '/settings',
    label: m.nav_settings,
    short: m.nav_settings_short,
    icon: Settings,
    permission: 'workspace.read',
  },
]

/** Whether a page belongs to a section. */
export const isIn = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`)
