import { parsePhone } from '#core/contacts/address.ts';
import { onlyCountryOf } from '#core/contacts/time-zone.ts';
import type { Turn, TurnCare } from '#core/turn.ts';
import type { Clock } from '#platform/clock.ts';
import { later } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { changesRules } from './beside/weigh.ts';
import { readCareRows } from './care-store.ts';
import type { SafetyGate } from './gate.ts';
import { emergencyNumberOf, lineText, validLines } from './lines/lines.ts';
import { watches } from './memory.ts';
import { findingIn } from './read-message.ts';
import { careDefaults } from './settings.ts';
import { isAtLeast } from './severity.ts';
import { partsIn } from './words-in.ts';

/** A person who wrote so lately is there: the gate does not talk across them. */
export const personThereMinutes = 10;

/** The turn with what the gate needs to answer it: one round trip, and only when there is something to answer. */
export async function bringCare(turn: Turn, { gate, database }: { gate: SafetyGate; database: Database }): Promise<Turn> {
  if (!wantsCare(turn, gate)) return turn;
  const care = await readCare(database, turn.clock, {
    organizationId: turn.organization.id,
    contactId: turn.contact.id,
    conversationId: turn.conversation.id,
  });
  return Object.create(turn, { care: { value: care, enumerable: true } }) as Turn;
}

/** The gate has something to answer, or watches this conversation. */
export function wantsCare(turn: Turn, gate: SafetyGate): boolean {
  const memory = turn.conversation.routing.safety;
  if (memory && watches(memory, turn.clock.now())) return true;
  if (turn.reading && changesRules(turn.reading, turn.messages, gate)) return true;
  const isTap = (id: unknown) => typeof id === 'string' && id.startsWith('safety.');
  return turn.messages.some(
    (message) =>
      isTap(message.content?.id) ||
      partsIn(message).some(({ source, words }) => isAtLeast(findingIn(gate, words, source)?.severity ?? 'none', 'moderate')),
  );
}

interface Whose {
  readonly organizationId: string;
  readonly contactId: string;
  readonly conversationId: string;
}

/** Where they are: the country of their phone number, else the organization's, else the one that alone has its time zone. Never a guess from anything else. */
export async function readCare(database: Database, clock: Pick<Clock, 'now'>, whose: Whose): Promise<TurnCare> {
  const now = clock.now();
  const since = later(now, -personThereMinutes * 60);
  const found = await readCareRows(database, whose.organizationId, { ...whose, now, since });
  const country = (await countryOf(found.addresses.map(({ address }) => address))) ?? placeCountry(found.place);
  const own = found.lines.filter((line) => line.country === null || line.country === country);
  const lines = [...own, ...validLines(country, now)];
  return {
    replies: found.place?.replies ?? careDefaults.replies,
    personWroteAt: found.person?.created_at ?? null,
    told: (found.incident?.delivered_at ?? null) !== null,
    emergency: emergencyNumberOf(country),
    lines: lines.map((line) => ({ text: lineText(line), young: line.audience === 'young' })),
    minimumAge: found.place?.minimum_age ?? careDefaults.minimumAge,
  };
}

const placeCountry = (place: { country: string | null; time_zone: string } | undefined) =>
  place ? (place.country ?? onlyCountryOf(place.time_zone)) : null;

async function countryOf(addresses: readonly string[]): Promise<string | null> {
  for (const address of addresses.filter((one) => one.startsWith('phone:'))) {
    const country = (await parsePhone(`+${address.slice('phone:'.length)}`, null))?.country;
    if (country) return country;
  }
  return null;
}
