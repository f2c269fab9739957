import { eventHead, readEvents, type EventPlace, type EventRow } from '@cartie/db/services/event/read'
import { stillAllowed, type Listener } from '@cartie/db/services/member/still-allowed'
import type { Db } from '@cartie/db/context'
import { AppError } from '@cartie/shared/errors'

const pollMs = 400
/** With a look every `pollMs`, whoever may no longer listen hears nothing more within a second. */
const checkMs = 500
const batch = 500

/** One open stream. `send` returns false where the reader is too slow to go on. */
export interface Subscriber {
  workspaceId: string
  /** Who it belongs to, for the limit of streams. */
  owner: string
  listener: Listener
  send: (event: EventRow) => boolean
  close: () => void
}

interface Member extends Subscriber {
  /** The last place that was sent. */
  place: EventPlace
  /** Events that came while the past is being caught up with; undefined once it is. */
  held: EventRow[] | undefined
}

export const compare = (a: EventPlace, b: EventPlace): number =>
  a.txid === b.txid ? Number(a.id - b.id) : a.txid < b.txid ? -1 : 1

/**
 * One reader of events for all streams of a process: it asks the database only while somebody listens,
 * sends each stream its workspace's events once and in order, and closes those that may no longer listen.
 */
export function createLive(
  db: Db,
  options: { maxPerOwner: number; log: (message: string, error: unknown) => void },
) {
  const members = new Set<Member>()
  let head: EventPlace | undefined
  let timer: NodeJS.Timeout | undefined
  let checkedAt = 0

  const give = (member: Member, event: EventRow) => {
    if (compare(event, member.place) <= 0) return
    member.place = { txid: event.txid, id: event.id }
    if (!member.send(event)) drop(member)
  }
  const drop = (member: Member) => {
    members.delete(member)
    member.close()
  }

  /** Reads on behind `head`, which only this moves on: what lies behind it was told to nobody yet. */
  const poll = async (): Promise<void> => {
    for (;;) {
      if (!head) return
      const events = await readEvents(db, { after: head, limit: batch })
      for (const event of events) {
        head = { txid: event.txid, id: event.id }
        for (const member of members) {
          if (member.workspaceId !== event.workspaceId) continue
          if (member.held) member.held.push(event)
          else give(member, event)
        }
      }
      if (events.length < batch) break
    }
    if (Date.now() - checkedAt > checkMs) await closeForbidden()
  }

  const closeForbidden = async () => {
    checkedAt = Date.now()
    const asked = [...members]
    const allowed = await stillAllowed(
      db,
      asked.map((m) => m.listener),
    )
    asked.forEach((member, i) => {
      if (!allowed[i]) drop(member)
    })
  }

  const tick = async (): Promise<void> => {
    await poll().catch((error: unknown) => options.log('events cannot be read', error))
    if (members.size) timer = setTimeout(() => void tick(), pollMs)
    else {
      timer = undefined
      // Whoever comes next starts at the end of then.
      head = undefined
    }
  }

  /** Sets where a stream begins: whatever commits from here on reaches it. */
  const placeAt = async (member: Member, after: EventPlace | undefined) => {
    const now = await eventHead(db)
    head ??= now
    // A place behind the end of now is one of another database, such as before a restored backup. The reader's own
    // place is no measure of that: it lags behind what earlier streams were told when they caught up.
    member.place = after && compare(after, now) < 0 ? after : now
  }

  const join = async (member: Member) => {
    await catchUp(db, member, give, () => members.has(member))
    const held = member.held ?? []
    member.held = undefined
    for (const event of held) give(member, event)
    timer ??= setTimeout(() => void tick(), 0)
  }

  return {
    /** Throws `rate_limited` where somebody has too many streams. */
    admit(owner: string): void {
      if ([...members].filter((m) => m.owner === owner).length < options.maxPerOwner) return
      throw new AppError('rate_limited', 'Too many live streams are open. Close other tabs.', {
        retryAfterS: 30,
      })
    },
    /**
     * Adds a stream that has seen everything up to `after`, or that begins now: what commits once this has resolved
     * is told. Resolves to what ends it. Throws where the database does not answer.
     */
    async subscribe(subscriber: Subscriber, after: EventPlace | undefined): Promise<() => void> {
      const member: Member = { ...subscriber, place: { txid: 0n, id: 0n }, held: [] }
      members.add(member)
      try {
        await placeAt(member, after)
      } catch (error) {
        members.delete(member)
        throw error
      }
      void join(member).catch((error: unknown) => {
        options.log('a stream cannot begin', error)
        drop(member)
      })
      return () => members.delete(member)
    },
    /** Ends every stream; they come back to another process with Last-Event-ID. */
    close() {
      clearTimeout(timer)
      for (const member of [...members]) drop(member)
    },
    size: () => members.size,
  }
}

async function catchUp(
  db: Db,
  member: Member,
  give: (member: Member, event: EventRow) => void,
  listens: () => boolean,
): Promise<void> {
  for (;;) {
    const events = await readEvents(db, {
      after: member.place,
      workspaceId: member.workspaceId,
      limit: batch,
    })
    for (const event of events) give(member, event)
    if (events.length < batch || !listens()) return
  }
}

export type Live = ReturnType<typeof createLive>
