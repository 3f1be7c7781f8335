import type { ChannelDirectory } from '#channels/index.ts';
import type { Change } from '#contract/realtime.ts';
import type { Books } from '#flows/index.ts';
import type { Outbox } from '#outbox/index.ts';
import type { Bus } from '#platform/bus.ts';
import type { Feed } from '#platform/realtime/feed.ts';
import type { IntegrationWork } from '../../modules/integrations/server/index.ts';

/** What several processes on one database tell each other: that pages are to be told, and what not to remember. THE list of notes. */
type Said =
  | { readonly about: 'changes'; readonly organizationId: string; readonly changes: readonly Change[] }
  | { readonly about: 'channel'; readonly organizationId: string; readonly channelId: string }
  | { readonly about: 'flows'; readonly organizationId: string }
  | { readonly about: 'keys' };

const tell = (bus: Bus, said: Said) => bus.tell({ ...said });

/** Pages of every process are told. Who looks at what is each process's own: nobody knows it of the others. */
export function carryFeed(feed: Feed<Change>, bus: Bus): Feed<Change> {
  return {
    ...feed,
    tell(organizationId, make) {
      feed.tell(organizationId, make);
      const changes = make().filter(({ kind }) => kind !== 'presence.changed');
      if (changes.length > 0) tell(bus, { about: 'changes', organizationId, changes });
    },
  };
}

/** A channel that is changed here is read anew everywhere. */
export function carryDirectory(directory: ChannelDirectory, bus: Bus): ChannelDirectory {
  return {
    ...directory,
    forget(organizationId, channelId) {
      directory.forget(organizationId, channelId);
      tell(bus, { about: 'channel', organizationId, channelId });
    },
  };
}

/** A flow that is published or archived here is read anew everywhere. */
export function carryBooks<B extends Pick<Books, 'forget'>>(books: B, bus: Bus): B {
  return {
    ...books,
    forget(organizationId: string) {
      books.forget(organizationId);
      tell(bus, { about: 'flows', organizationId });
    },
  };
}

/** A key that is made or revoked here is looked up anew everywhere. */
export function carryKeys(forgetKeys: () => void, bus: Bus): () => void {
  return () => {
    forgetKeys();
    tell(bus, { about: 'keys' });
  };
}

interface Hearing {
  /** As they are by themselves: what was heard is not told again. */
  readonly alone: { readonly feed: Feed<Change>; readonly directory: ChannelDirectory; readonly books: Pick<Books, 'forget'> };
  readonly outbox: Outbox;
  readonly integrations: IntegrationWork;
  forgetKeys(): void;
}

export function hearOthers(bus: Bus, { alone: { feed, directory, books }, outbox, integrations, forgetKeys }: Hearing): void {
  bus.hear((note) => {
    const said = note as Said;
    // Whatever happened, somebody may want to be told by webhook.
    integrations.stir();
    if (said.about === 'changes') feed.tell(said.organizationId, () => said.changes);
    else if (said.about === 'keys') forgetKeys();
    else if (said.about === 'flows') books.forget(said.organizationId);
    else if (said.about === 'channel') {
      directory.forget(said.organizationId, said.channelId);
      outbox.resume(said.organizationId, said.channelId);
    }
  });
}
