import type { DeadLetter, DeadLetterKind } from '#contract/dead-letters.ts';
import { notFound } from '#platform/errors.ts';
import { decodeCursor, decodeIdCursor, encodeCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';

/** One kind of thing that can be given up, as the room or module that has it declares it. */
export interface DeadLetters {
  readonly kind: DeadLetterKind;
  /** Whoever lacks it sees none of the kind. */
  readonly permission: string;
  /** The newest first, at most `limit`, those after the one with this mark. Asks for its own permission; throws `wrongCursor` for a mark it never gave. */
  list(scope: Scope, page: { limit: number; after: string | null }): Promise<readonly Marked[]>;
  /** Tries once more. Asks for the permission that this takes. */
  replay(scope: Scope, id: string): Promise<void>;
}

export interface Marked {
  readonly letter: DeadLetter;
  /** Where its kind's list goes on after it. */
  readonly mark: string;
}

type Whereabouts = Pick<DeadLetter, 'conversationId' | 'subscriptionId' | 'webhookId'>;
const nowhere: Whereabouts = { conversationId: null, subscriptionId: null, webhookId: null };

/** `mark`, where its kind is not listed by ids: how it is found again. */
export function letterOf(letter: Omit<DeadLetter, keyof Whereabouts> & Partial<Whereabouts>, mark: string = letter.id): Marked {
  return { letter: { ...nowhere, ...letter }, mark };
}

/** The id that a kind's list goes on before. Throws `wrongCursor` for what is none. */
export function idBefore(after: string | null): string | null {
  return after === null ? null : decodeIdCursor(encodeCursor([after]));
}

/** What was given up, of every kind that the asker may see, the newest first. */
export async function listDeadLetters(
  scope: Scope,
  kinds: readonly DeadLetters[],
  { limit, cursor, kind: wanted }: { limit: number; cursor?: string | undefined; kind?: DeadLetterKind | undefined },
) {
  const marks = decodeCursor(cursor, kinds.length) ?? kinds.map(() => '');
  const found = await Promise.all(
    kinds.map(async ({ kind, permission, list }, place) => {
      const shown = scope.actor.permissions.has(permission) && (wanted === undefined || wanted === kind);
      return shown ? (await list(scope, { limit: limit + 1, after: marks[place] || null })).map((one) => ({ ...one, place })) : [];
    }),
  );
  const all = found.flat().sort((one, other) => (one.letter.at < other.letter.at ? 1 : one.letter.at > other.letter.at ? -1 : 0));
  const items = all.slice(0, limit);
  for (const { mark, place } of items) marks[place] = mark;
  return { items: items.map(({ letter }) => letter), nextCursor: all.length > limit ? encodeCursor(marks) : null };
}

export async function replayDeadLetter(scope: Scope, kinds: readonly DeadLetters[], { kind, id }: { kind: DeadLetterKind; id: string }) {
  const found = kinds.find((one) => one.kind === kind);
  if (!found) throw notFound('dead letter');
  requirePermission(scope, found.permission);
  await found.replay(scope, id);
  return { kind, id };
}
