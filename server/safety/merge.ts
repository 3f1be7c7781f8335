import type { MergeCompanion } from '#core/contacts/merge-record.ts';
import type { SafetyMemory } from '#core/turn.ts';
import {
  type Danger,
  type IncidentPlace,
  listWatchedPairs,
  lockOpenIncidents,
  moveIncidents,
  returnIncidents,
  setDanger,
  setMemory,
} from './merge-store.ts';
import { isAtLeast, type Severity } from './severity.ts';

interface DangerRecord {
  readonly incidents: readonly IncidentPlace[];
  /** Of the kept contact's own open incident, where both had one and theirs was worse. */
  readonly raised: { readonly id: string; readonly before: Danger; readonly after: Danger } | null;
  readonly memories: readonly { readonly id: string; readonly before: SafetyMemory | null; readonly after: SafetyMemory }[];
}

/**
 * Who is in danger stays so under whichever record: incidents, what was found, and what the gate remembers go to the kept contact. Where
 * both have an open incident, the kept contact's becomes as grave as the worse; the other stays open under the merged record, because
 * somebody is still to say what they did about it.
 */
export const dangerCompanion: MergeCompanion = {
  async join({ db, organization, clock }, { keptId, mergedId }) {
    const open = await lockOpenIncidents(db, organization.id, [keptId, mergedId]);
    const [ours, theirs] = [keptId, mergedId].map((id) => open.find((one) => one.contact_id === id));
    const incidents = await moveIncidents(db, organization.id, { from: mergedId, to: keptId }, ours && theirs ? theirs.id : null);
    let raised: DangerRecord['raised'] = null;
    if (ours && theirs) {
      const worse = !isAtLeast(ours.severity as Severity, theirs.severity as Severity);
      const after = {
        severity: worse ? theirs.severity : ours.severity,
        categories: [...new Set([...ours.categories, ...theirs.categories])].sort(),
      };
      await setDanger(db, organization.id, { id: ours.id, ...after }, worse ? clock.now() : null);
      raised = { id: ours.id, before: { severity: ours.severity, categories: ours.categories }, after };
    }
    const memories: DangerRecord['memories'][number][] = [];
    for (const { kept, ours: before, theirs: after } of await listWatchedPairs(db, organization.id, keptId, mergedId)) {
      if (before && before.found >= after.found) continue;
      await setMemory(db, organization.id, kept, { was: before, is: after });
      memories.push({ id: kept, before, after });
    }
    return { record: { incidents, raised, memories } satisfies DangerRecord, remembered: [] };
  },
  async part({ db, organization }, { keptId, mergedId }, record) {
    if (!record) return [];
    const { incidents, raised, memories } = record as DangerRecord;
    await returnIncidents(db, organization.id, { from: keptId, to: mergedId }, incidents);
    for (const { id, before, after } of memories) await setMemory(db, organization.id, id, { was: after, is: before });
    const open = await lockOpenIncidents(db, organization.id, [keptId]);
    const same = open.find(
      (one) => raised && one.id === raised.id && JSON.stringify([one.severity, one.categories]) === dangerWords(raised.after),
    );
    if (raised && same) await setDanger(db, organization.id, { id: raised.id, ...raised.before }, null);
    return [];
  },
};

const dangerWords = ({ severity, categories }: Danger) => JSON.stringify([severity, categories]);
