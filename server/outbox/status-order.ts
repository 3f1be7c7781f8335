/**
 * The order in which a message's status can only move up: a failure reported after "sent" counts, a closed window too, and
 * "delivered" outranks both. Said once, for folding in memory and for the database.
 */
const ranks = {
  pending: 0,
  sending: 1,
  uncertain: 2,
  error: 3,
  sent: 4,
  needs_template: 5,
  failed: 5,
  delivered: 6,
  read: 7,
} as const;

export function rankOf(status: string): number {
  return ranks[status as keyof typeof ranks] ?? -1;
}

/** The same as an expression of SQL over a status. */
export function rankSql(expression: string): string {
  const cases = Object.entries(ranks).map(([status, rank]) => `when '${status}' then ${rank}`);
  return `(case ${expression} ${cases.join(' ')} else -1 end)`;
}
