import type { Change } from '#contract/realtime.ts';
import type { Handled } from '#platform/http/module-routes.ts';

type Named = Readonly<Record<string, unknown>>;

/** What a request to change something has changed, from its address and its answer: ids alone. */
export function changeOfRequest({ actorId, noun, ownMark, params, response }: Handled): Change {
  const kind = noun.tells ?? 'settings.changed';
  const own = idIn(params, 'id') ?? idIn(response, 'id');
  const personal = { ...withId('conversationId', idIn(response, 'conversationId')), ...withId('contactId', idIn(response, 'contactId')) };
  switch (kind) {
    case 'conversation.changed':
      return { kind, ...personal, ...withId('conversationId', own), ...(ownMark ? withId('memberId', actorId) : {}) };
    case 'message.changed':
      return { kind, ...personal, ...withId('messageId', own) };
    case 'contact.changed':
      return { kind, ...withId('contactId', noun.name === 'contacts' ? own : undefined) };
    case 'channel.changed':
      return { kind, ...withId('channelId', own) };
    case 'notice.changed':
      return { kind, ...withId('noticeId', own) };
    case 'phone.changed':
      return { kind, ...withId('phoneId', own) };
    case 'settings.changed':
      return { kind, noun: noun.name, ...withId('id', own) };
  }
}

function idIn(part: unknown, name: string): string | undefined {
  const id = (part as Named | null | undefined)?.[name];
  return typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id) ? id : undefined;
}

function withId<Name extends string>(name: Name, id: string | undefined): { [Key in Name]?: string } {
  return id === undefined ? {} : ({ [name]: id } as { [Key in Name]?: string });
}
