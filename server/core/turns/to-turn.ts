import type { Turn } from '#contract/conversations.ts';
import type { Scope } from '#platform/scope.ts';
import type { TurnRow } from './store.ts';

type Line = Turn['trace'][number];

/** A decision with its trace; with the evidence only for those who may read it. */
export function toTurn(scope: Scope, row: TurnRow): Turn {
  const lines = row.trace as Line[];
  return {
    id: row.id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    outcome: row.outcome,
    messages: row.last_position - row.first_position + 1,
    tookMs: row.took_ms,
    createdAt: row.created_at.toISOString(),
    trace: mayReadEvidence(scope) ? withEvidence(lines, openEvidence(scope, row)) : lines,
  };
}

/** The words a decision was made on: whoever may read the conversation, and such words at all. */
export function mayReadEvidence({ actor }: Pick<Scope, 'actor'>): boolean {
  return actor.permissions.has('turns.read_evidence') && actor.permissions.has('conversations.read');
}

/** What the turn's commit sealed: for some of the lines, by their number, what they were decided on; by -1 what it began with. */
export function openEvidence(
  scope: Pick<Scope, 'key'>,
  row: Pick<TurnRow, 'id' | 'sealed_evidence'>,
): Map<number, Record<string, unknown>> {
  if (row.sealed_evidence === null) return new Map();
  const opened = JSON.parse(scope.key.open({ table: 'turns', column: 'sealed_evidence', row: row.id }, row.sealed_evidence)) as {
    index: number;
  }[];
  return new Map(opened.map(({ index, ...evidence }) => [index, evidence]));
}

function withEvidence(lines: readonly Line[], evidence: ReadonlyMap<number, Record<string, unknown>>): Line[] {
  return lines.map((line, index) => {
    const found = evidence.get(index);
    return found ? { ...line, evidence: found } : line;
  });
}
