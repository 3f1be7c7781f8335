import type { Kept } from './block.ts';

/** Something that comes again and again. */
export type PatternKind =
  | { readonly kind: 'topic'; readonly topic: string }
  /** What a feeling comes with. */
  | { readonly kind: 'trigger'; readonly topic: string; readonly label: string }
  | { readonly kind: 'person'; readonly person: string; readonly label: string }
  | { readonly kind: 'time'; readonly part: DayPart; readonly label: string };

export type DayPart = 'night' | 'morning' | 'afternoon' | 'evening';

export interface FoundPattern {
  readonly what: PatternKind;
  readonly occurrences: number;
  readonly days: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  /** The memories it was seen in, the latest last. */
  readonly evidence: readonly string[];
}

/** Fewer are chance. */
const least = { occurrences: 5, days: 3 } as const;
/** What is longer ago is no pattern of today. */
const withinDays = 90;
const evidenceMax = 20;
const bad: ReadonlySet<string> = new Set(['sad', 'anxious', 'angry', 'lonely', 'tired', 'stressed', 'ashamed']);

/** Pure. Days are those of the zone. What may hurt is in no pattern. */
export function findPatterns(memories: readonly Kept[], zone: string, at: Date): FoundPattern[] {
  const since = at.getTime() - withinDays * 86_400_000;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const seen = new Map<string, { what: PatternKind; memories: { id: string; at: number; day: string }[] }>();
  for (const memory of memories) {
    if (memory.kind !== 'episode' || memory.sensitive || memory.at < since) continue;
    const { day, hour } = partsOf(format, memory.at);
    for (const what of kindsOf(memory, partOf(hour))) {
      const key = JSON.stringify(what);
      const entry = seen.get(key) ?? { what, memories: [] };
      entry.memories.push({ id: memory.id, at: memory.at, day });
      seen.set(key, entry);
    }
  }
  const found = [...seen.values()].flatMap(({ what, memories: own }): FoundPattern[] => {
    const days = new Set(own.map(({ day }) => day)).size;
    if (own.length < least.occurrences || days < least.days) return [];
    const sorted = own.sort((one, other) => one.at - other.at);
    const [first, last] = [sorted[0] as { at: number }, sorted.at(-1) as { at: number }];
    const evidence = sorted.slice(-evidenceMax).map(({ id }) => id);
    return [{ what, occurrences: own.length, days, firstSeen: new Date(first.at), lastSeen: new Date(last.at), evidence }];
  });
  // What a topic comes with says more than that it comes.
  const explained = new Set(found.flatMap(({ what }) => (what.kind === 'trigger' ? [what.topic] : [])));
  return found.filter(({ what }) => what.kind !== 'topic' || !explained.has(what.topic));
}

function kindsOf({ about, persons, label }: Kept, part: DayPart): PatternKind[] {
  const topics = about.map((topic): PatternKind => ({ kind: 'topic', topic }));
  if (label === null) return topics;
  return [
    ...topics,
    ...about.map((topic): PatternKind => ({ kind: 'trigger', topic, label })),
    ...persons.map((person): PatternKind => ({ kind: 'person', person, label })),
    ...(bad.has(label) ? [{ kind: 'time', part, label } as const] : []),
  ];
}

function partsOf(format: Intl.DateTimeFormat, at: number): { day: string; hour: number } {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, hour: Number(parts.get('hour')) };
}

function partOf(hour: number): DayPart {
  if (hour < 5 || hour >= 22) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
