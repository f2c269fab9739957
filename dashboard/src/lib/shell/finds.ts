import Car from '@lucide/svelte/icons/car-front'
import ClipboardList from '@lucide/svelte/icons/clipboard-list'
import Handshake from '@lucide/svelte/icons/handshake'
import Users from '@lucide/svelte/icons/users'
import type { Component } from 'svelte'
import type { Permission } from '@cartie/shared/domain/roles'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { listListings } from '@cartie/shared/endpoints/listings'
import { listPartners } from '@cartie/shared/endpoints/partners'
import { listRequests } from '@cartie/shared/endpoints/requests'
import type { CarListing } from '@cartie/shared/schemas/listing'
import { call } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'

/** One thing that was found, as a line of the palette. */
export interface Find {
  id: string
  label: string
  detail: string
  href: string
  photo?: string | undefined
  price?: CarListing['price']
}

interface Kind {
  name: string
  permission: Permission
  title: () => string
  all: (values: { q: string }) => string
  icon: Component<{ class?: string }>
  /** The page that lists them; it takes `q` and the `id` of an open one. */
  page: string
  find: (query: { q: string; limit: number }, signal: AbortSignal) => Promise<Omit<Find, 'href'>[]>
}

const joined = (...parts: (string | number | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' ')

const kinds: readonly Kind[] = [
  {
    name: 'cars',
    permission: 'listings.read',
    title: m.palette_cars,
    all: m.palette_all_cars,
    icon: Car,
    page: '/inventory',
    find: async (query, signal) =>
      (await call(listListings, { query, signal })).data.map((car) => ({
        id: car.id,
        label: car.title ?? joined(car.make, car.model, car.year),
        detail: '',
        photo: car.images[0],
        price: car.price,
      })),
  },
  {
    name: 'leads',
    permission: 'leads.read',
    title: m.nav_leads,
    all: m.palette_all_leads,
    icon: Users,
    page: '/leads',
    find: async (query, signal) =>
      (await call(listLeads, { query, signal })).data.map(({ id, name, phone, code }) => ({
        id,
        label: name || (phone ?? code),
        detail: name ? (phone ?? code) : '',
      })),
  },
  {
    name: 'requests',
    permission: 'requests.read',
    title: m.nav_requests,
    all: m.palette_all_requests,
    icon: ClipboardList,
    page: '/requests',
    find: async (query, signal) =>
      (await call(listRequests, { query, signal })).data.map(({ id, title, code }) => ({
        id,
        label: title,
        detail: code,
      })),
  },
  {
    name: 'partners',
    permission: 'partners.read',
    title: m.nav_partners,
    all: m.palette_all_partners,
    icon: Handshake,
    page: '/partners',
    find: async (query, signal) =>
      (await call(listPartners, { query, signal })).data.map(({ id, name, city }) => ({
        id,
        label: name,
        detail: city ?? '',
      })),
  },
]

/** What one page's search found, with the way to all of it. */
export interface Finds extends Pick<Kind, 'name' | 'icon'> {
  title: string
  finds: Find[]
  all: { label: string; href: string }
}

const shown = 5

/**
 * Looks for words among everything that somebody may see; kinds without a find are left out, as are those that
 * could not be asked. Throws only when given up.
 */
export async function findEverywhere(
  q: string,
  may: (permission: Permission) => boolean,
  signal: AbortSignal,
): Promise<Finds[]> {
  const asked = kinds.filter(({ permission }) => may(permission))
  const found = await Promise.allSettled(asked.map(({ find }) => find({ q, limit: shown }, signal)))
  signal.throwIfAborted()
  return asked.flatMap(({ name, icon, title, all, page }, n) => {
    const result = found[n]!
    if (result.status === 'rejected' || !result.value.length) return []
    return {
      name,
      icon,
      title: title(),
      finds: result.value.map((find) => ({ ...find, href: `${page}?id=${find.id}` })),
      all: { label: all({ q }), href: `${page}?${new URLSearchParams({ q })}` },
    }
  })
}
