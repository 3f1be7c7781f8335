import { findSimulator } from '#channels/index.ts';
import type { OutboundContent } from '#contract/messages.ts';
import { createOrganization } from '#organizations/index.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import { findInDirectory } from '#platform/directory-store.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import type { App } from './app.ts';

/** The other side of `baraza chat`: speaks for a test person through a simulator channel, the whole real way. */
export interface ChatPartner {
  /** Finds (or makes) a simulator channel in an organization; the first one, or a new "Demo", when none is named. */
  open(wanted: {
    organization?: string;
    assistant?: string;
  }): Promise<{ channelId: string; organizationId: string; organization: string; assistant: string }>;
  say(said: Said): Promise<void>;
  /** What the program answers this person; the returned function ends it. */
  listen(to: { channelId: string; person: string }, callback: (content: OutboundContent) => void): () => void;
}

export interface Said {
  readonly organizationId: string;
  readonly channelId: string;
  readonly person: string;
  readonly text: string;
  /** The id of the choice that was tapped, when it was one. */
  readonly choice?: string;
}

export function createChatPartner(app: App): ChatPartner {
  return {
    async open({ organization, assistant }) {
      const organizationId = await findOrganization(app, organization);
      const scope = await app.systemScope(organizationId, 'chat');
      const channelId = await findSimulator(scope, app.channels, assistant);
      const channel = await app.directory.byId(organizationId, channelId);
      if (!channel) throw notFound('channel');
      return { channelId, organizationId, organization: channel.organizationName, assistant: channel.assistant.kind };
    },
    async say({ organizationId, channelId, person, text, choice }) {
      const channel = await app.directory.byId(organizationId, channelId);
      if (!channel) throw notFound('channel');
      const { ids, clock } = await app.systemScope(organizationId, 'chat');
      const message = {
        providerId: `simulated.${ids.next()}`,
        at: clock.now(),
        sender: { addresses: [`simulated:${person}`], name: person, recipient: { person } },
        text,
      };
      const messages = [
        choice === undefined ? { ...message, kind: 'text' as const } : { ...message, kind: 'choice' as const, content: { id: choice } },
      ];
      await app.path.receive(channel, { messages, statuses: [], notices: [] });
    },
    listen: ({ channelId, person }, callback) =>
      app.simulator.listen((delivery) => {
        if (delivery.channelId === channelId && delivery.person === person) callback(delivery.content);
      }),
  };
}

async function findOrganization(app: App, slug: string | undefined): Promise<string> {
  const { database, masterKey } = app.organizations;
  if (slug !== undefined) {
    const found = await findInDirectory(database, masterKey, { kind: 'organization.slug', value: slug });
    if (!found) throw new Refusal('not_found', `There is no organization "${slug}".`, { status: 404 });
    return found.organizationId;
  }
  const [first] = await listOrganizationIds(database);
  return first ?? (await createOrganization(app.organizations, app.making, { name: 'Demo', language: 'en', timeZone: 'UTC' })).id;
}
