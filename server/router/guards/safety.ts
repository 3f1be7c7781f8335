import type { Turn, TurnMessage } from '#core/turn.ts';
import { type SafetyGate, type Severity, severities } from '#safety/index.ts';
import { defineGuard, type Ruling } from './define.ts';

/**
 * The place of the safety gate. Always writes its line into the trace and never ends the turn: a STOP beside a cry for help
 * still counts. Until the gate brings its own replies, the one safe thing to do with a finding is to bring people.
 */
export const safetyGuard = defineGuard({
  name: 'safety',
  check(turn, { gate }): Ruling {
    const rest = turn.messages;
    if (gate.rules === null) {
      return { outcome: 'not_checked', reason: 'No safety rules are installed yet: nothing was checked for risk.', effects: [], rest };
    }
    const severity = highest(turn, gate);
    if (severity === 'none') return { outcome: 'none', reason: `The safety rules (${gate.rules}) found nothing.`, effects: [], rest };
    const effects = turn.conversation.handler === 'people' ? [] : [{ kind: 'hand_over', reason: 'safety' } as const];
    return { outcome: severity, reason: `The safety rules (${gate.rules}) found something: people take over.`, effects, rest };
  },
});

function highest(turn: Turn, gate: SafetyGate): Severity {
  const found = turn.messages.map((message) => severities.indexOf(gate.read(wordsOf(message)).severity));
  return severities[Math.max(0, ...found)] ?? 'none';
}

/** The transcript of a voice note stands in `text` by now; what a picture shows stands beside its caption. Neither skips the gate. */
function wordsOf({ text, content }: TurnMessage): string {
  return [text, content?.description].filter((part) => typeof part === 'string').join('\n');
}
