import type { Turn } from '#core/turn.ts';
import type { ConsentKind } from '../contract.ts';
import { personPlace, type SealedColumn } from './person.ts';

/** What somebody says about themselves, said to the turn: it is kept when the turn is committed. */

export function keepPerson(turn: Turn, row: Readonly<Record<string, string | null>>): void {
  turn.apply({ kind: 'keep', by: 'companion.people', row });
}

/** An empty text: they were asked, and did not say. */
export function keepSealed(turn: Turn, column: SealedColumn, text: string): void {
  keepPerson(turn, { [column]: turn.key.seal(personPlace(turn.contact.id, column), text) });
}

/** Of the sentences that ask for it, in locales/: a new one has a new version. */
export const consentVersion = '2026-11';

export function keepConsent(
  turn: Turn,
  { kind, given, version = consentVersion }: { kind: ConsentKind; given: boolean; version?: string },
): void {
  const row = {
    id: turn.ids.next(),
    kind,
    given,
    version,
    language: turn.contact.language ?? turn.channel.organizationLanguage,
    message_id: turn.messages.at(-1)?.id ?? null,
  };
  turn.apply({ kind: 'keep', by: 'companion.consents', row });
}
