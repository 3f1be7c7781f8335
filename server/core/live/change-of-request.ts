import type { Change } from '#contract/realtime.ts';
import type { Handled } from '#platform/http/module-routes.ts';

type Named = Readonly<Record<string, unknown>>;

/** The kinds by the nouns of addresses; everything else is one of the settings. */
const kinds: Readonly<Record<string, Change['kind']>> = {
  conversations: 'conversation.changed',
  messages: 'message.changed',
  'failed-sends': 'message.changed',
  contacts: 'contact.changed',
  'contact-merges': 'contact.changed',
  channels: 'channel.changed',
  notices: 'notice.changed',
  phones: 'phone.changed',
};

/** What somebody has read is their own: nobody else's page shows it. */
const marks: ReadonlySet<string> = new Set(['/api/conversations/:id/read', '/api/conversations/:id/unread']);

/** What a request to change something has changed, from its address and its answer: ids alone. */
export function changeOfRequest({ actorId, path, params, response }: Handled): Change {
  const noun = path.split('/')[2] ?? '';
  const kind = kinds[noun] ?? 'settings.changed';
  const own = idIn(params, 'id') ?? idIn(response, 'id');
  const personal = { ...withId('conversationId', idIn(response, 'conversationId')), ...withId('contactId', idIn(response, 'contactId')) };
  switch (kind) {
    case 'conversation.changed':
      return { kind, ...personal, ...withId('conversationId', own), ...(marks.has(path) ? withId('memberId', actorId) : {}) };
    case 'message.changed':
      return { kind, ...personal, ...withId('messageId', own) };
    case 'contact.changed':
      return { kind, ...withId('contactId', noun === 'contacts' ? own : undefined) };
    case 'channel.changed':
      return { kind, ...withId('channelId', own) };
    case 'notice.changed':
      return { kind, ...withId('noticeId', own) };
    case 'phone.changed':
      return { kind, ...withId('phoneId', own) };
    default:
      return { kind, noun, ...withId('id', own) };
  }
}

function idIn(part: unknown, name: string): string | undefined {
  const id = (part as Named | null | undefined)?.[name];
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}

function withId<Name extends string>(name: Name, id: string | undefined): { [Key in Name]?: string } {
  return id === undefined ? {} : ({ [name]: id } as { [Key in Name]?: string });
}
