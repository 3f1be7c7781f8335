import type { Contact } from '#contract/contacts.ts';
import { toIdentity } from '#core/contacts/address.ts';
import { findVisibleContacts } from '#core/contacts/get-contact.ts';
import { listContacts, toContact } from '#core/contacts/list-contacts.ts';
import { decodeTimeCursor, timeCursor, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { ContactQuestion, ContactRow, ContactRows, Rule } from '../contract.ts';
import { listAttributeRows, valuesOf } from './attribute-store.ts';
import { readValues } from './extras.ts';
import { readHungOn } from './row-store.ts';
import type { Nameable } from './segment-rule.ts';
import { type Asked, countMeantByAll, keepMeant, listMeantRecent } from './segment-store.ts';
import { askedBy, requireRule, segmentOf } from './segments.ts';

/** The best matches that are looked through when words are asked for together with a rule. */
const matchesMax = 200;

/** Contacts with what a list shows of them: by words, by a segment, by a rule, or by all three. */
export async function listRows(scope: Scope, question: ContactQuestion): Promise<ContactRows> {
  requirePermission(scope, 'contacts.read');
  const { rules, asked } = await rulesOf(scope, question);
  if (question.q !== undefined) {
    const found = (await listContacts(scope, { q: question.q, limit: matchesMax })).items;
    const ids = found.map((one) => one.id);
    const kept = rules.length === 0 ? new Set(ids) : await keepMeant(scope.db, rules, asked, ids);
    const items = await toRows(
      scope,
      found.filter((one) => kept.has(one.id)),
    );
    return { items, nextCursor: null, count: items.length };
  }
  const [page, count] = await Promise.all([
    rules.length === 0 ? listContacts(scope, question) : listMeant(scope, rules, { ...question, asked }),
    question.cursor === undefined ? countMeantByAll(scope.db, rules, asked) : null,
  ]);
  return { items: await toRows(scope, page.items), nextCursor: page.nextCursor, count };
}

/** Whoever may not read segments may list all the same, without rules. */
async function rulesOf(scope: Scope, { segmentId, rule }: ContactQuestion) {
  const rules: Rule[] = [];
  let names: Nameable = { tags: new Set(), attributes: new Map() };
  if (segmentId !== undefined || rule !== undefined) requirePermission(scope, 'segments.read');
  if (segmentId !== undefined) {
    const segment = await segmentOf(scope, segmentId);
    names = segment.names;
    rules.push(segment.row.rule as Rule);
  }
  if (rule !== undefined) {
    names = await requireRule(scope, rule);
    rules.push(rule);
  }
  return { rules, asked: askedBy(scope, names) };
}

async function listMeant(scope: Scope, rules: readonly Rule[], { limit, cursor, asked }: ContactQuestion & { asked: Asked }) {
  const rows = await listMeantRecent(scope.db, rules, asked, { limit, after: decodeTimeCursor(cursor) });
  const page = toPage(rows, limit, { item: (row) => row.id, key: (row) => timeCursor(row.last_seen_at, row.id) });
  return { items: (await findVisibleContacts(scope, page.items)).map(toContact), nextCursor: page.nextCursor };
}

async function toRows(scope: Scope, contacts: readonly Contact[]): Promise<ContactRow[]> {
  if (contacts.length === 0) return [];
  const { db, organization } = scope;
  const ids = contacts.map((one) => one.id);
  const [hung, values, attributes] = await Promise.all([
    readHungOn(db, organization.id, ids),
    valuesOf(db, organization.id, ids),
    listAttributeRows(db, organization.id),
  ]);
  const open = attributes.filter((one) => !one.sensitive);
  const byId = new Map(hung.map((one) => [one.id, one]));
  const valuesById = Map.groupBy(values, (one) => one.contact_id);
  return contacts.map((contact) => {
    const one = byId.get(contact.id);
    return {
      ...contact,
      identities: (one?.identities ?? []).map(toIdentity),
      tags: [...(one?.tags ?? [])],
      attributes: readValues(scope, open, valuesById.get(contact.id) ?? []),
      assignedTo: [...(one?.assigned ?? [])],
      optedOut: one?.opted_out ?? false,
    };
  });
}
