import { readDefaults } from '#core/contacts/defaults.ts';
import { findVisibleContacts } from '#core/contacts/get-contact.ts';
import { whenFree } from '#core/contacts/hold-contacts.ts';
import { addressKey, findOwners, writeContacts } from '#core/contacts/write-contacts.ts';
import type { TaskHost } from '#core/feature.ts';
import { places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import type { ImportOptions } from '../contract.ts';
import { listAttributeRows } from './attribute-store.ts';
import { writeExtras } from './extras.ts';
import { type Reading, type ReadRow, readRow, WrongCell } from './import-row.ts';
import { findRunning, type ImportRow, lockNextSlice, markFailed, markSliceDone, type RefusedRow, type SliceRow } from './import-store.ts';

/** Works on imports under way until none is left: one slice of each in turn, so that a long one does not keep the others waiting. */
export async function runImports(host: TaskHost): Promise<void> {
  for (;;) {
    const running = await findRunning(host.database, 20);
    if (running.length === 0) return;
    for (const { organization_id, import_id } of running) {
      if (host.signal.aborted) return;
      host.grown(await runSlice(await host.scopeOf(organization_id, 'contact import'), import_id));
    }
  }
}

/** One slice is one transaction with the note that it is done: whatever happens, it is done once. Returns how many contacts it made. */
async function runSlice(system: Scope, importId: string): Promise<number> {
  try {
    return await whenFree(system, 'import contacts', async (inside) => {
      const next = await lockNextSlice(inside.db, importId);
      if (!next) return 0;
      const done = await importSlice(starterOf(inside, next.row), next.row, next.rows);
      await markSliceDone(inside.db, next.row, done, inside.clock.now());
      return done.created;
    });
  } catch (error) {
    system.log.error({ import: importId, err: places(error) }, 'an import could not go on');
    await markFailed(
      system.db,
      importId,
      'The program could not go on with this import; what was done so far is counted.',
      system.clock.now(),
    );
    return 0;
  }
}

/** The program works on behalf of whoever started it, and sees no more than they do. */
function starterOf(system: Scope, row: ImportRow): Scope {
  const { kind, id, only } = row.started_by as { kind: Scope['actor']['kind']; id: string; only: string | null };
  const permissions = new Set(only === null ? ['contacts.see_all'] : []);
  return { ...system, actor: { kind, id, permissions } };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
  readonly row: ReadRow;
}

async function importSlice(scope: Scope, { options }: ImportRow, rows: readonly SliceRow[]) {
  const wanted = options as ImportOptions;
  const refused: RefusedRow[] = [];
  const lines = await readLines(rows, await readingFor(scope, wanted), refused);
  const owners = await findOwners(
    scope,
    lines.flatMap(({ row }) => row.addresses),
  );
  const seen = new Set((await findVisibleContacts(scope, [...new Set(owners.values())])).map((one) => one.id));
  const plan = planSlice(scope, { lines, owners, seen, mode: wanted.mode, refused });
  await writeContacts(scope, {
    created: plan.filter((one) => one.isNew).map((one) => toWriting(one, wanted.language ?? null)),
    changed: mergedChanges(plan),
    addresses: plan.flatMap(({ contactId, added }) => added.map((address) => ({ ...address, contact_id: contactId }))),
  });
  for (const { contactId, row } of plan) {
    if (row.tags.length > 0 || row.values.length > 0)
      await writeExtras(scope, [contactId], { addTags: row.tags, removeTags: [], prepared: row.values });
  }
  await writeExtras(scope, [...new Set(plan.map((one) => one.contactId))], { addTags: wanted.tags, removeTags: [], prepared: [] });
  const created = plan.filter((one) => one.isNew).length;
  return { created, updated: plan.length - created, refused: refused.sort(([one], [other]) => one - other) };
}

async function readingFor({ db, organization }: Scope, { columns, country }: ImportOptions): Promise<Reading> {
  const attributes = new Map((await listAttributeRows(db, organization.id)).map((row) => [row.key, row]));
  return { columns, attributes, country: country ?? (await readDefaults(db, organization.id)).country };
}

async function readLines(rows: readonly SliceRow[], reading: Reading, refused: RefusedRow[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [line, cells] of rows) {
    try {
      lines.push({ line, cells, row: await readRow(cells, reading) });
    } catch (error) {
      if (!(error instanceof WrongCell)) throw error;
      refused.push([line, error.message, cells]);
    }
  }
  return lines;
}

interface Planned extends Line {
  readonly contactId: string;
  readonly isNew: boolean;
  readonly added: ReadRow['addresses'];
}

interface Planning {
  readonly lines: readonly Line[];
  readonly owners: Map<string, string>;
  readonly seen: Set<string>;
  readonly mode: ImportOptions['mode'];
  readonly refused: RefusedRow[];
}

/** Whom each row is about. A later row with an address of an earlier one is about the same contact. */
function planSlice({ ids }: Scope, { lines, owners, seen, mode, refused }: Planning): Planned[] {
  return lines.flatMap((line) => {
    const { addresses } = line.row;
    const known = [...new Set(addresses.flatMap((one) => owners.get(addressKey(one)) ?? []))];
    const fault = faultOf(known, seen, mode);
    if (fault !== null) {
      refused.push([line.line, fault, line.cells]);
      return [];
    }
    const contactId = known[0] ?? ids.next();
    const added = addresses.filter(
      (one, index) => !owners.has(addressKey(one)) && addresses.findIndex((other) => addressKey(other) === addressKey(one)) === index,
    );
    for (const one of added) owners.set(addressKey(one), contactId);
    seen.add(contactId);
    return [{ ...line, contactId, isNew: known.length === 0, added }];
  });
}

function faultOf(known: readonly string[], seen: ReadonlySet<string>, mode: ImportOptions['mode']): string | null {
  if (known.length > 1) return 'names addresses of two contacts; merge them first if they are one person';
  const [id] = known;
  if (id === undefined) return mode === 'update' ? 'is no contact yet, and only known ones were to be changed' : null;
  if (!seen.has(id)) return 'is a contact that whoever started this import may not see';
  return mode === 'create' ? 'is a contact already, or stands twice in the file, and only new ones were to be made' : null;
}

function toWriting({ contactId, row }: Planned, language: string | null) {
  return { id: contactId, name: row.name, language: row.language ?? language, time_zone: row.timeZone };
}

/** One change a contact: what later rows say holds. */
function mergedChanges(plan: readonly Planned[]) {
  const changes = new Map<string, ReturnType<typeof toWriting>>();
  for (const one of plan.filter(({ isNew }) => !isNew)) {
    const before = changes.get(one.contactId);
    const now = toWriting(one, null);
    changes.set(one.contactId, {
      id: now.id,
      name: now.name ?? before?.name ?? null,
      language: now.language ?? before?.language ?? null,
      time_zone: now.time_zone ?? before?.time_zone ?? null,
    });
  }
  return [...changes.values()];
}
