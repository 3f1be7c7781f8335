import { type DeadLetters, letterOf } from '#core/dead-letters/dead-letters.ts';
import { listFailedSends } from '#core/messages/list-failed-sends.ts';
import { encodeCursor } from '#platform/page.ts';
import { retrySend } from './retry-send.ts';
import type { SendTools } from './send-message.ts';

/** Messages that did not go out. */
export const deadSends = (tools: SendTools): DeadLetters => ({
  kind: 'send',
  permission: 'failed_sends.read',
  async list(scope, { limit, after }) {
    const { items } = await listFailedSends(scope, { limit, cursor: after === null ? undefined : encodeCursor([after]) });
    return items.map(({ id, createdAt, trouble, conversationId }) =>
      letterOf({ kind: 'send', id, at: createdAt, trouble, conversationId }),
    );
  },
  replay: async (scope, id) => void (await retrySend(scope, tools, id)),
});
