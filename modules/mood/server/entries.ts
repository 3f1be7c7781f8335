import { z } from 'zod';
import type { Scope } from '#platform/scope.ts';
import { type MoodEntry, MoodLabel, type MoodReading, MoodTopic } from '../contract.ts';
import { readerVersion } from './reading/read-mood.ts';
import type { EntryRow } from './store.ts';

/** What of an entry is sealed: numbers stand open, for lists and charts. */
const Words = z.object({ label: MoodLabel.nullable(), about: z.array(MoodTopic), note: z.string().nullable() });
type Words = z.infer<typeof Words>;

const placeOf = (id: string) => ({ table: 'mood_entries', column: 'sealed_words', row: id });

export function sealWords({ key }: Pick<Scope, 'key'>, id: string, words: Words): string {
  return key.seal(placeOf(id), JSON.stringify(words));
}

export function toEntry({ key }: Pick<Scope, 'key'>, row: EntryRow): MoodEntry {
  const words = Words.parse(JSON.parse(key.open(placeOf(row.id), row.sealed_words)));
  return {
    id: row.id,
    at: row.at.toISOString(),
    source: row.source as MoodEntry['source'],
    score: row.score,
    label: words.label,
    valence: row.valence,
    intensity: row.intensity,
    confidence: row.confidence,
    about: words.about,
    note: words.note,
    messageId: row.message_id,
    reader: row.reader,
  };
}

export interface Source {
  readonly contactId: string;
  readonly messageId: string;
  readonly at: Date;
}

export function inferredRow(scope: Scope, { contactId, messageId, at }: Source, reading: MoodReading): EntryRow {
  const id = scope.ids.next();
  const { label, about, valence, intensity, confidence } = reading;
  return {
    id,
    contact_id: contactId,
    message_id: messageId,
    source: 'inferred',
    score: null,
    valence,
    intensity,
    confidence,
    reader: readerVersion,
    sealed_words: sealWords(scope, id, { label, about, note: null }),
    at,
  };
}
