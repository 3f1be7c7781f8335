import type { Reading } from '#core/reading.ts';
import { later } from '#platform/clock.ts';
import { watches } from '#safety/index.ts';
import { hear } from '../brain/hear.ts';
import type { Asides, Mind } from '../mind.ts';
import { allows, type Consents, localTime, minimumAgeOf, type Person, toConsents, toPerson, zoneOf } from '../person.ts';
import { type DayRow, readKnown } from '../store.ts';
import type { CompanionTools } from '../tools.ts';

/** What an answer of the companion is made from. */
export interface Prepared {
  /** An organization switched it on, and named who answers for it. */
  readonly on: boolean;
  readonly nudges: boolean;
  readonly person: Person | null;
  readonly consents: Consents;
  readonly minimumAge: number;
  /** Of the last two weeks. */
  readonly days: readonly DayRow[];
  readonly local: { readonly day: string; readonly hour: number };
  readonly watch: boolean;
  /** What they said before and matters to what they say now; none without their consent, and none while the gate watches. */
  readonly memories: readonly string[];
  /** What may be asked beside the answer; null: nothing today. */
  readonly asides: Asides | null;
  /** As when this was made. */
  readMood: Mind['readMood'];
}

const daysBack = 14;

export function createPrepare(tools: Pick<CompanionTools, 'database' | 'mind'>) {
  return async (about: Reading): Promise<Prepared> => {
    const { database, mind } = tools;
    const { organization, contact, conversation, clock, key } = about;
    const now = clock.now();
    const known = await readKnown(
      database,
      organization.id,
      contact.id,
      later(now, -daysBack * 86_400)
        .toISOString()
        .slice(0, 10),
    );
    const consents = toConsents(known.consents);
    const { safety } = conversation.routing;
    const watch = safety !== undefined && watches(safety, now);
    const { wish, text } = hear(about);
    const remembers = !watch && wish === 'tell' && text !== '' && allows(consents, 'storing') && allows(consents, 'memory');
    const local = localTime(now, await zoneOf(known.place));
    const own = (conversation.routing.own ?? {}) as { readonly aside?: string };
    const asks = !watch && wish === 'tell' && known.person?.state === 'ready' && own.aside !== local.day && allows(consents, 'storing');
    return {
      on: known.settings?.confirmed_at != null,
      nudges: known.settings?.nudges ?? true,
      person: known.person ? toPerson(key, known.person) : null,
      consents,
      minimumAge: minimumAgeOf(known),
      days: known.days,
      local,
      watch,
      memories: remembers ? (await mind.recall(about, contact.id, text, { limit: 3, at: now })).map((one) => one.text) : [],
      asides: asks ? await mind.readAsides(about, contact.id) : null,
      readMood: mind.readMood,
    };
  };
}
