import type { FlowTrigger } from '#contract/flows.ts';
import { near } from '#core/dialogue/near.ts';
import { normalise } from '#core/dialogue/text.ts';
import { said } from '#core/dialogue/words.ts';
import type { Turn, TurnMessage } from '#core/turn.ts';
import { guardWords } from '#router/index.ts';
import type { KnownFlow } from './book.ts';

/** From this length on a slip of the finger is forgiven: shorter words are too often other words. */
const nearFrom = 5;

export interface Triggered {
  readonly flow: KnownFlow;
  readonly by: 'keyword' | 'button' | 'referral' | 'first_message';
}

/** The flow a message begins, whatever else goes on. */
export function triggeredBy(flows: readonly KnownFlow[], turn: Turn, message: TurnMessage): Triggered | null {
  const tapped = message.kind === 'button' || message.kind === 'choice' ? message.content?.id : undefined;
  const words = tapped === undefined ? said(message) : '';
  const find = (by: Triggered['by'], fits: (trigger: FlowTrigger) => boolean): Triggered | null => {
    const flow = flows.find(({ definition }) => definition.triggers.some(fits));
    return flow ? { flow, by } : null;
  };
  const byButton = typeof tapped === 'string' ? find('button', (trigger) => trigger.kind === 'button' && trigger.id === tapped) : null;
  if (byButton) return byButton;
  const byWord =
    words === '' ? null : (find('keyword', (trigger) => keywords(trigger).includes(words)) ?? find('keyword', (one) => isNear(one, words)));
  if (byWord) return byWord;
  const from = referralOf(message);
  const byReferral =
    from === null
      ? null
      : find('referral', (trigger) => trigger.kind === 'referral' && (trigger.id === undefined || trigger.id === from.id));
  if (byReferral) return byReferral;
  // A contact's very first message, wherever they write first.
  const first = message.position === 1 && !turn.conversation.routing.lock && message.kind !== 'system';
  return first ? find('first_message', (trigger) => trigger.kind === 'first_message') : null;
}

/** Normalised once for as long as the flow is kept. */
function keywords(trigger: FlowTrigger): readonly string[] {
  if (trigger.kind !== 'keyword') return [];
  let words = known.get(trigger);
  if (!words) {
    words = Object.values(trigger.words).flat().map(normalise);
    known.set(trigger, words);
  }
  return words;
}
const known = new WeakMap<FlowTrigger, readonly string[]>();

/** Never a word that comes near one of a guard's: who writes "stpo" does not want to buy. */
function isNear(trigger: FlowTrigger, words: string): boolean {
  if (trigger.kind !== 'keyword' || !trigger.near || words.length < nearFrom) return false;
  const guarded = guardWords.some(([, taken]) => [...taken].some((word) => near(word, words)));
  return !guarded && keywords(trigger).some((word) => word.length >= nearFrom && near(word, words));
}

/** The advertisement or post whose button led them here. */
function referralOf({ content }: TurnMessage): { readonly id?: unknown } | null {
  const referral = content?.referral;
  return typeof referral === 'object' && referral !== null ? referral : null;
}
