import type { Effect, TurnFinding, TurnMessage } from '#core/turn.ts';
import { findingIn, isAtLeast, partsIn, type SafetyGate, type Severity } from '#safety/index.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * What the gate found decides first. Every message was read before it was stored (inbox/accept.ts); here it is read again, which costs
 * nothing and says the same, and with it what has been heard and seen since. Never ends the turn: a STOP beside a cry for help counts.
 */
export const safetyGuard = defineGuard({
  name: 'safety',
  check(turn, { gate }): Ruling {
    const rest = turn.messages;
    const found = turn.messages.flatMap((message) => findingsIn(gate, message));
    const worst = found.reduce<Severity>(
      (sofar, { finding }) => (isAtLeast(sofar, finding.severity as Severity) ? sofar : (finding.severity as Severity)),
      'none',
    );
    if (worst === 'none') return { outcome: 'none', reason: 'The safety rules found nothing.', effects: [], rest };
    const later = found.flatMap(({ messageId, finding }): Effect[] =>
      finding.source === 'message' ? [] : [{ kind: 'add_finding', messageId, finding }],
    );
    const reason = found.find(({ finding }) => finding.severity === worst)?.finding.reason ?? '';
    const people = isAtLeast(worst, 'high') && turn.conversation.handler !== 'people';
    return {
      outcome: worst,
      reason: people ? `${reason} People take over.` : reason,
      effects: [...later, ...(people ? [{ kind: 'hand_over', reason: 'safety' } as const] : [])],
      rest,
    };
  },
});

interface Found {
  readonly messageId: string;
  readonly finding: TurnFinding;
}

function findingsIn(gate: SafetyGate, message: TurnMessage): Found[] {
  return partsIn(message).flatMap(({ source, words }) => {
    const finding = findingIn(gate, words, source);
    return finding ? [{ messageId: message.id, finding }] : [];
  });
}
