import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import type { OutboundContent } from '#contract/messages.ts';
import type { Effect } from '#core/turn.ts';
import type { Brain } from '#router/brain.ts';
import type { BufferedTurn } from '#router/buffered-turn.ts';
import { route } from '#router/route.ts';
import { buildTurn, survey, type TurnForTests } from './build-turn.ts';
import { writeGolden } from './golden-file.ts';

/** A case a person who knows the subject can read: what was said, and what must come of it. */
export interface GoldenCase extends TurnForTests {
  readonly description: string;
  readonly expect?: Told;
}
interface Told {
  readonly replies: readonly unknown[];
  readonly effects: readonly string[];
  readonly remembered?: unknown;
  readonly trace: readonly string[];
}

/**
 * Runs a file of cases through the router. With UPDATE_GOLDEN=1 the file's expectations are written anew from what happens:
 * then read the difference as carefully as the code.
 */
export function goldenCases(
  file: URL,
  brain: Brain,
): { description: string; run(): Promise<{ told: Told; expected: Told | undefined }> }[] {
  const cases = JSON.parse(readFileSync(file, 'utf8')) as GoldenCase[];
  if (updating) afterAll(() => writeGolden(file, cases));
  return cases.map((one, index) => ({
    description: one.description,
    async run() {
      const turn = buildTurn(one);
      await route(turn, brain, async () => survey);
      const told = tell(turn);
      if (!updating) return { told, expected: one.expect };
      cases[index] = { ...one, expect: told };
      return { told, expected: told };
    },
  }));
}

/** A switch for the person who runs the tests, not a setting of the program. */
const updating = process.env.UPDATE_GOLDEN === '1';

function tell(turn: BufferedTurn): Told {
  const changes = turn.effects.filter((effect) => effect.kind !== 'reply' && effect.kind !== 'set_routing').map(tellEffect);
  const replies = turn.effects.flatMap((effect) => (effect.kind === 'reply' ? [tellReply(effect.content)] : []));
  const routing = turn.effects.findLast((effect) => effect.kind === 'set_routing')?.routing;
  const trace = turn.trace.map((entry) => `${entry.step}: ${entry.outcome}`);
  return routing ? { replies, effects: changes, remembered: tellRouting(routing), trace } : { replies, effects: changes, trace };
}

function tellReply(content: OutboundContent): unknown {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'buttons') return { text: content.text, buttons: content.buttons.map((button) => button.title) };
  if (content.kind !== 'list') return content;
  return { text: content.text, button: content.button, list: content.sections.flatMap((section) => section.rows.map((row) => row.title)) };
}

function tellEffect(effect: Effect): string {
  if (effect.kind === 'hand_over') return `hand over: ${effect.reason}`;
  if (effect.kind === 'set_language') return `language: ${effect.language}`;
  return effect.kind === 'opt_out' || effect.kind === 'opt_in' ? `${effect.kind.replace('_', ' ')}: ${effect.word}` : effect.kind;
}

function tellRouting(routing: Extract<Effect, { kind: 'set_routing' }>['routing']): unknown {
  const { offered, ...rest } = routing;
  return offered ? { ...rest, offered: offered.map((choice) => choice.id) } : rest;
}
