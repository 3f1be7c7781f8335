import type { Change } from '#contract/realtime.ts';
import { seesOnly } from '#core/visibility.ts';
import type { Database } from '#platform/db/database.ts';
import type { Audience } from '#platform/realtime/watchers.ts';
import type { Registry } from '#platform/registry.ts';
import { findVisible } from './visible-store.ts';

/** What one must be permitted to be told of each kind: what one needs to read it then. */
const permissions: Readonly<Partial<Record<Change['kind'], string>>> = {
  'message.created': 'conversations.read',
  'message.changed': 'conversations.read',
  'conversation.changed': 'conversations.read',
  'note.changed': 'conversations.read',
  'event.created': 'conversations.read',
  'presence.changed': 'conversations.read',
  'typing.changed': 'conversations.read',
  'turn.created': 'turns.read',
  'contact.changed': 'contacts.read',
  'notice.changed': 'notices.read',
  'channel.changed': 'channels.read',
  'phone.changed': 'phone.use',
  'incident.changed': 'incidents.read',
};

/** Who may be told what: the permissions of the API, and the one rule of who sees which contact. */
export function createAudience(database: Database, registry: Pick<Registry, 'routes'>): Audience<Change> {
  const readers = readersOf(registry);
  return {
    permissionFor: ({ kind, noun }) => permissions[kind] ?? readers.get(noun ?? '') ?? null,
    only: ({ memberId }) => memberId ?? null,
    seesOnly: (actor) => seesOnly({ actor }),
    async visibleTo(organizationId, members, changes) {
      const contacts = changes.flatMap((change) => change.contactId ?? []);
      const conversations = changes.flatMap((change) => change.conversationId ?? []);
      const seen = await findVisible(database, organizationId, { members, contacts, conversations });
      const mayKnow = (member: string) => {
        const ids = seen.get(member);
        return new Set(
          changes.filter((change) => isImpersonal(change) || ids?.has(change.contactId ?? '') || ids?.has(change.conversationId ?? '')),
        );
      };
      return new Map(members.map((member) => [member, mayKnow(member)]));
    },
  };
}

/** It is about nobody in particular. What is only known to be about a message or a turn is somebody's. */
function isImpersonal({ contactId, conversationId, messageId, turnId }: Change): boolean {
  return (contactId ?? conversationId ?? messageId ?? turnId) === undefined;
}

/** By the noun of an address: the permission with which it is listed or shown. */
function readersOf({ routes }: Pick<Registry, 'routes'>): ReadonlyMap<string, string> {
  const readers = new Map<string, string>();
  for (const { method, path, permission } of routes) {
    const noun = path.split('/')[2] ?? '';
    if (method === 'GET' && permission !== null && !readers.has(noun)) readers.set(noun, permission);
  }
  return readers;
}
