import type { FlowDefinition } from '#contract/flows.ts';
import type { TextContent } from '#contract/texts.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';
import { createMemory } from '#platform/memory.ts';
import { openTemplates } from '#templates/index.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { variablesOf } from '../definition/texts.ts';
import type { Book, Flow } from '../engine/index.ts';
import { readPublishedTexts } from '../texts/text-store.ts';
import { type PublishedRow, readPublished, readVersions } from './book-store.ts';

/** A flow in a version that never changes, with what it asks of the world. */
export interface KnownFlow extends Flow {
  readonly flowId: string;
  readonly uses: readonly string[];
  /** It asks for the time where the contact lives. */
  readonly zoned: boolean;
}

/** What an organization published, in memory. */
export interface Books {
  published(organizationId: string): Promise<readonly KnownFlow[]>;
  /** Versions that runs are still on. */
  versions(organizationId: string, ids: readonly string[]): Promise<readonly KnownFlow[]>;
  /** Stored texts that were published, by name. */
  texts(organizationId: string): Promise<ReadonlyMap<string, TextContent>>;
  /** Something was published or archived. */
  forget(organizationId: string): void;
}

/** What was read may be used this long. A change made by this process is seen at once, one made by another after this. */
const keepMs = 30_000;
/** A version never changes; it is read again only because memory has an end. */
const keepVersionMs = 3_600_000;
const organizationsMax = 5000;
const versionsMax = 2000;

interface BookOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

export function createBooks({ database, clock, log }: BookOptions): Books {
  const books = createMemory<readonly KnownFlow[]>({ clock, most: organizationsMax, keepMs: () => keepMs });
  const texts = createMemory<ReadonlyMap<string, TextContent>>({ clock, most: organizationsMax, keepMs: () => keepMs });
  const versions = createMemory<KnownFlow | null>({ clock, most: versionsMax, keepMs: (found) => (found ? keepVersionMs : 0) });

  return {
    published: (organizationId) =>
      books.get(organizationId) ??
      books.set(
        organizationId,
        readPublished(database, organizationId).then((rows) => knowAll(rows, log)),
      ),
    async versions(organizationId, ids) {
      const missing = ids.filter((id) => !versions.has(`${organizationId}/${id}`));
      if (missing.length > 0) {
        const read = readVersions(database, organizationId, missing).then((rows) => knowAll(rows, log));
        for (const id of missing)
          void versions.set(
            `${organizationId}/${id}`,
            read.then((all) => all.find(({ version }) => version === id) ?? null),
          );
      }
      const found = await Promise.all(ids.map((id) => versions.get(`${organizationId}/${id}`)));
      return found.filter((one) => one !== undefined && one !== null);
    },
    texts: (organizationId) =>
      texts.get(organizationId) ??
      texts.set(
        organizationId,
        readPublishedTexts(database, organizationId).then(
          (rows) => new Map(rows.map(({ name, content }) => [name, content as TextContent])),
        ),
      ),
    forget(organizationId) {
      books.delete(organizationId);
      texts.delete(organizationId);
    },
  };
}

async function knowAll(rows: readonly PublishedRow[], log: Log): Promise<KnownFlow[]> {
  if (rows.length === 0) return [];
  const templates = await openTemplates();
  return rows.flatMap((row) => {
    try {
      const definition = readDefinition(row.definition);
      return [
        {
          name: row.name,
          version: row.version_id,
          flowId: row.flow_id,
          definition,
          uses: variablesOf(definition, templates),
          zoned: isZoned(definition),
        },
      ];
    } catch (error) {
      log.error({ version: row.version_id, err: places(error) }, 'a version of a flow cannot be read and is left out');
      return [];
    }
  });
}

function isZoned({ nodes }: FlowDefinition): boolean {
  return Object.values(nodes).some(
    (node) => (node.kind === 'wait' && node.until !== undefined) || (node.kind === 'ask' && node.answer.type === 'date'),
  );
}

export function bookOf(published: readonly KnownFlow[], others: readonly KnownFlow[]): Book & { readonly all: readonly KnownFlow[] } {
  const byName = new Map(published.map((flow) => [flow.name, flow]));
  const byVersion = new Map([...others, ...published].map((flow) => [flow.version, flow]));
  return {
    all: [...byVersion.values()],
    byVersion: (version) => byVersion.get(version) ?? null,
    published: (name) => byName.get(name) ?? null,
  };
}
