import type { FlowAudience } from '#core/flow-events.ts';
import type { Rule } from '../contract.ts';
import { findSegment, listMeant, listSegmentRows, readNameable } from './segment-store.ts';
import { askedBy } from './segments.ts';
import { listTagged, listTagRows, tagIds } from './tag-store.ts';

/** As many as anybody would look through. */
const listedMax = 500;

/** Everybody who has a tag, by its name. */
export const tagAudience: FlowAudience = {
  kind: 'tag',
  async list({ db, organization }) {
    const rows = await listTagRows(db, organization.id, { limit: listedMax, after: null });
    return rows.slice(0, listedMax).map(({ name }) => ({ value: name, title: name }));
  },
  knows: async ({ db, organization }, name) => (await tagIds(db, organization.id, [name])).length > 0,
  async take({ db, organization }, name, page) {
    const [id] = await tagIds(db, organization.id, [name]);
    return id === undefined ? [] : listTagged(db, organization.id, id, page);
  },
};

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Everybody whom a segment means when the time comes. */
export const segmentAudience: FlowAudience = {
  kind: 'segment',
  async list({ db, organization }) {
    const rows = await listSegmentRows(db, organization.id, { limit: listedMax, after: null });
    return rows.slice(0, listedMax).map(({ id, name }) => ({ value: id, title: name }));
  },
  knows: async ({ db }, id) => isId.test(id) && (await findSegment(db, id)) !== undefined,
  async take(scope, id, { after, limit }) {
    const row = isId.test(id) ? await findSegment(scope.db, id) : undefined;
    if (!row) return [];
    const asked = askedBy(scope, await readNameable(scope.db, scope.organization.id));
    return (await listMeant(scope.db, row.rule as Rule, asked, { limit, after })).slice(0, limit);
  },
};
