import { z } from 'zod';
import { remember } from '#core/dialogue/turn-tools.ts';
import { defineStep, type FlowStep, type StepOutcome } from '#core/flow-step.ts';
import type { Turn } from '#core/turn.ts';
import { consentKinds } from '../contract.ts';
import { digitsIn } from './assistant/pin.ts';
import { calledName } from './called-name.ts';
import { countryNamed } from './country-named.ts';
import { keepConsent, keepPerson, keepSealed } from './keep.ts';
import { withdraws } from './withdraw.ts';

/** What the companion's flows have it do. Authors may use them in flows of their own. */

/** As an answer comes out of a gap: "true", "17". */
const yes = z.union([z.boolean(), z.string()]).transform((one) => one === true || one === 'true');

const keepAge = defineStep({
  name: 'companion.keep-age',
  summary: 'Keeps whether somebody is old enough for the companion, and not how old they are.',
  input: z.strictObject({ age: z.coerce.number(), minimum: z.coerce.number() }),
  exits: ['adult', 'minor'],
  run(turn, { age, minimum }) {
    const minor = age < minimum;
    // The gate knows it from now on, in this turn too.
    remember(turn, { age });
    keepPerson(turn, minor ? { age_group: 'minor', state: 'minor' } : { age_group: 'adult' });
    return { exit: minor ? 'minor' : 'adult' };
  },
});

const keepOneConsent = defineStep({
  name: 'companion.keep-consent',
  summary: 'Keeps that one thing was allowed, or was not; with the version of the text that asked for it.',
  input: z.strictObject({ kind: z.enum(consentKinds), given: yes, version: z.string().min(1).max(40) }),
  exits: ['given', 'refused'],
  run(turn, { kind, given, version }) {
    keepConsent(turn, { kind, given, version });
    return { exit: given ? 'given' : 'refused' };
  },
});

const answers = ['name', 'brings', 'preferred', 'country', 'trusted', 'summaries', 'pin'] as const;

const keepAnswer = defineStep({
  name: 'companion.keep-answer',
  summary: 'Keeps what somebody said about themselves; an empty text: they were asked and would rather not.',
  input: z.strictObject({ what: z.enum(answers), text: z.string().max(4096), version: z.string().max(40).optional() }),
  exits: ['done', 'unknown', 'withdrawn'],
  run(turn, { what, text, version }) {
    // "I take it back" is no name.
    if (withdraws(text)) return withdraw(turn);
    return keep(turn, { what, text: text.trim(), version });
  },
});

/** From now on it is asked for; without one everything is open again. */
function keepPin(turn: Turn, text: string): StepOutcome {
  if (text !== '' && !/^\d{4,6}$/.test(digitsIn(text))) return { exit: 'unknown' };
  keepSealed(turn, 'sealed_pin', digitsIn(text));
  remember(turn, { behindPin: text === '' ? undefined : {}, own: { ...turn.conversation.routing.own, pin: undefined } });
  return { exit: 'done' };
}

function keep(
  turn: Turn,
  { what, text, version }: { what: (typeof answers)[number]; text: string; version: string | undefined },
): StepOutcome {
  switch (what) {
    case 'name':
      keepSealed(turn, 'sealed_name', calledName(text));
      return { exit: 'done', value: calledName(text) };
    case 'brings':
      keepSealed(turn, 'sealed_brings', text.slice(0, 1000));
      return { exit: 'done' };
    case 'trusted':
      keepSealed(turn, 'sealed_trusted', text.slice(0, 200));
      return { exit: 'done' };
    case 'pin':
      return keepPin(turn, text);
    case 'country': {
      const country = text === '' ? '' : countryNamed(text);
      if (country === null) return { exit: 'unknown' };
      keepPerson(turn, { country });
      return { exit: 'done' };
    }
    case 'preferred': {
      const known = ['morning', 'afternoon', 'evening', 'any'].includes(text);
      keepPerson(turn, { preferred: known ? text : '' });
      return { exit: 'done' };
    }
    case 'summaries': {
      const every = text === 'daily' || text === 'weekly' ? text : '';
      keepPerson(turn, { summary_every: every });
      keepConsent(turn, { kind: 'summaries', given: every !== '', ...(version ? { version } : {}) });
      return { exit: 'done' };
    }
  }
}

const withdrawAll = defineStep({
  name: 'companion.withdraw-consents',
  summary: 'Takes back everything that was allowed, at once; what was remembered is forgotten.',
  input: z.strictObject({}),
  exits: ['withdrawn'],
  run: (turn) => withdraw(turn),
});

export function withdraw(turn: Turn): StepOutcome {
  for (const kind of consentKinds) keepConsent(turn, { kind, given: false });
  keepPerson(turn, { summary_every: '' });
  for (const column of ['sealed_brings', 'sealed_trusted'] as const) keepSealed(turn, column, '');
  return { exit: 'withdrawn' };
}

const finish = defineStep({
  name: 'companion.finish-welcome',
  summary: 'The welcome is over: from now on the companion talks with them.',
  input: z.strictObject({}),
  exits: ['done'],
  run(turn) {
    keepPerson(turn, { state: 'ready' });
    return { exit: 'done' };
  },
});

export const companionSteps: readonly FlowStep[] = [keepAge, keepOneConsent, keepAnswer, withdrawAll, finish];
