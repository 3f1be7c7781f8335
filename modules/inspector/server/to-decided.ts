import { toColumns } from '#core/messages/content.ts';
import { mayReadEvidence } from '#core/turns/to-turn.ts';
import type { Scope } from '#platform/scope.ts';
import type { Rehearse } from '#router/index.ts';
import type { Decided } from '../contract.ts';

type Rehearsed = Awaited<ReturnType<Rehearse>>;

/** What a rehearsal came to, as a stored decision would show it. */
export function toDecided(scope: Pick<Scope, 'actor'>, { outcome, handler, replies, trace }: Rehearsed): Decided {
  const shown = mayReadEvidence(scope);
  return {
    outcome,
    handler,
    replies: replies.map(toColumns),
    trace: trace.map(({ evidence, ...line }) => (shown && evidence ? { ...line, evidence } : line)),
  };
}
