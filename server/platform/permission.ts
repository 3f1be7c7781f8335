import { Refusal } from './errors.ts';
import type { Scope } from './scope.ts';

/** First line of every action: a person, a key and a model's tool call pass the same check. */
export function requirePermission(scope: Pick<Scope, 'actor'>, permission: string): void {
  if (scope.actor.permissions.has(permission)) return;
  throw new Refusal('forbidden', `This needs the permission "${permission}".`, { status: 403, details: { permission } });
}
