import type { SafetyMemory } from '#core/turn.ts';
import { sendMessage } from '#outbox/index.ts';
import { Refusal } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { watches } from '#safety/index.ts';
import type { SummaryOutcome } from '../../contract.ts';
import { allows, type Consents, type Person, toConsents, toPerson, zoneOf } from '../person.ts';
import { readKnown } from '../store.ts';
import type { CompanionTools } from '../tools.ts';
import { forClinician, forPerson, type Sentence } from './compose.ts';
import { claimPeriod, readTalk, settlePeriod, type TalkRow } from './summary-store.ts';
import { instantOf, lastDay, lastWeek, type Period, type Rhythm } from './when.ts';

/** So many in a row that nobody answers are enough. */
const unansweredMax = 3;

export type Count = { -readonly [Kind in keyof SummaryOutcome]: number };

interface Writing {
  readonly contactId: string;
  readonly person: Person;
  readonly consents: Consents;
  readonly zone: string;
}

export function rhythmOf({ person, consents, zone }: Pick<Writing, 'person' | 'consents' | 'zone'>): Rhythm {
  return { every: allows(consents, 'summaries') ? person.summaryEvery : null, preferredTimes: person.preferredTimes, zone };
}

/** What there is to know of somebody before anything is written for them; null: the companion does not talk with them any more. */
export async function readWriting(
  { organization, key, clock }: Scope,
  { database }: CompanionTools,
  contactId: string,
): Promise<Writing | null> {
  const known = await readKnown(database, organization.id, contactId, clock.now().toISOString().slice(0, 10));
  if (known.person?.state !== 'ready') return null;
  const consents = toConsents(known.consents);
  return { contactId, person: toPerson(key, known.person), consents, zone: await zoneOf(known.place) };
}

/** Their look back, and their clinician's: each once for its period, whoever asks for it and however often. */
export async function writeSummaries(scope: Scope, tools: CompanionTools, writing: Writing, count: Count): Promise<void> {
  const { consents, zone } = writing;
  if (!allows(consents, 'storing')) return;
  const now = scope.clock.now();
  const { every } = rhythmOf(writing);
  if (every) await write(scope, tools, { ...writing, every, period: every === 'daily' ? lastDay(now, zone) : lastWeek(now, zone) }, count);
  if (allows(consents, 'sharing')) await write(scope, tools, { ...writing, every: null, period: lastWeek(now, zone) }, count);
}

interface One extends Writing {
  /** Null: for the clinician. */
  readonly every: 'daily' | 'weekly' | null;
  readonly period: Period;
}

async function write(scope: Scope, tools: CompanionTools, one: One, count: Count): Promise<void> {
  const { db, organization, clock, ids } = scope;
  const { contactId, period, every } = one;
  const id = ids.next();
  const audience = every === null ? 'clinician' : 'person';
  if (
    !(await claimPeriod(db, {
      organization_id: organization.id,
      id,
      contact_id: contactId,
      audience,
      period: period.name,
      now: clock.now(),
    }))
  )
    return;
  const since = instantOf(period.from, 0, one.zone);
  const facts = await readTalk(tools.database, organization.id, { contactId, from: period.from, to: period.to, since });
  const quiet = quietReason(facts, clock.now(), every !== null);
  const outcome =
    quiet === null && facts.talk ? await make(scope, tools, { ...one, id, facts, talk: facts.talk }) : skipped(quiet ?? 'no_conversation');
  await settlePeriod(db, organization.id, id, outcome);
  count[outcome.state] += 1;
}

const skipped = (reason: string) => ({ state: 'skipped', reason }) as const;

type Facts = Awaited<ReturnType<typeof readTalk>>;

/** Why nothing is written; null: it is. While the gate watches there is none for anybody. */
function quietReason({ talk, incidents, unanswered }: Facts, now: Date, speaks: boolean): string | null {
  if (!talk) return 'no_conversation';
  const { safety } = talk.routing as { safety?: SafetyMemory };
  if (incidents.open > 0 || (safety && watches(safety, now))) return 'danger';
  if (!speaks) return null;
  if (talk.opted_out_at !== null) return 'opted_out';
  if (talk.handler === 'people') return 'with_people';
  return unanswered >= unansweredMax ? 'unanswered' : null;
}

async function make(scope: Scope, tools: CompanionTools, one: One & { id: string; facts: Facts; talk: TalkRow }) {
  const { organization, key, clock } = scope;
  const { contactId, every, period, person, consents, facts, talk, id } = one;
  const end = instantOf(period.to, 23, one.zone);
  const week = allows(consents, 'mood')
    ? await tools.mind.weekOf(scope, contactId, new Date(Math.min(end.getTime(), clock.now().getTime())))
    : null;
  const told = { name: person.calledName, days: facts.days, week };
  if (every === null) {
    const sentence = voice(tools, [talk.organization_language]);
    const patterns = allows(consents, 'memory') ? await tools.mind.patternsOf(scope, contactId, sentence) : [];
    const text = forClinician(sentence, { ...told, period, incidents: facts.incidents.raised, patterns });
    return {
      state: 'made',
      reason: null,
      sealed_text: key.seal({ table: 'companion_summaries', column: 'sealed_text', row: id }, text),
    } as const;
  }
  const text = forPerson(voice(tools, [talk.language, talk.organization_language]), { ...told, every });
  if (text === null) return skipped('nothing');
  try {
    const sent = await sendMessage(scope, tools.sending, {
      conversationId: talk.conversation_id,
      message: { kind: 'text', text },
      keepsWaiting: true,
    });
    return { state: 'sent', reason: null, message_id: sent.id } as const;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    scope.log.warn({ organization: organization.id, code: error.code }, 'a look back could not be sent');
    return skipped('refused');
  }
}

function voice({ say }: CompanionTools, wanted: readonly (string | null)[]): Sentence {
  return (sentenceKey, values) => say(sentenceKey, wanted, values);
}
