import { mailChannel, mailLane } from '@cartie/shared/domain/delivery-lane'
import type { LetterRequest } from '@cartie/shared/domain/letter'
import type { Context } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'

/**
 * Writes down that a mail has to leave, and returns whether it was not written before. Its link is drawn when it does,
 * so where the sender dies a second one is better than none.
 * @param to whose lane it is: a person's id, or an invitation's
 */
export async function enqueueLetter(
  ctx: Context,
  to: string,
  request: LetterRequest,
  more: { dedupKey?: string } = {},
): Promise<boolean> {
  const [written] = await enqueueDeliveries(ctx, [
    { channel: mailChannel, lane: mailLane(to), request, policy: 'repeat', priority: 'answer', ...more },
  ])
  return written?.repeated === false
}
