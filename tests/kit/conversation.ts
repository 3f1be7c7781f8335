import { plain } from '#platform/db/sql.ts';
import type { TestApp } from './app.ts';
import type { Tenant } from './cast.ts';

/** Ids of one of everything, for tests that look at what there is rather than at how it came about. */
export interface SeededConversation {
  readonly channelId: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly inboundId: string;
  readonly outboundId: string;
  readonly turnId: string;
  readonly noticeId: string;
  readonly incidentId: string;
  readonly lineId: string;
  readonly mergeId: string;
  readonly tagId: string;
  readonly attributeId: string;
  readonly segmentId: string;
  readonly importId: string;
  readonly modelProviderId: string;
  readonly subscriptionId: string;
  readonly deliveryId: string;
  readonly incomingId: string;
  readonly phoneId: string;
  readonly fileId: string;
  readonly teamId: string;
  readonly labelId: string;
  readonly noteId: string;
  readonly cannedReplyId: string;
  readonly viewId: string;
  readonly flowId: string;
  readonly flowRunId: string;
  readonly textId: string;
}

interface Flows {
  readonly org: string;
  readonly conversationId: string;
  readonly now: Date;
  readonly flowId: string;
  readonly runId: string;
  readonly versionId: string;
  readonly stepId: string;
  readonly startId: string;
  readonly textId: string;
  readonly turnId: string;
  /** Where the run is, sealed. */
  readonly state: string;
}

/** One flow that was published, and a run of it that waits. */
function flowsOf({ org, conversationId, now, flowId, runId, versionId, stepId, startId, textId, turnId, state }: Flows) {
  const definition = JSON.stringify({ format: 1, languages: ['en'], start: 'bye', nodes: { bye: { kind: 'end' } }, triggers: [] });
  return [
    plain(
      `insert into flows (organization_id, id, name, title, draft, version_id, created_at, changed_at)
       values ($1, $2, 'seeded_' || replace(right($2::uuid::text, 12), '-', ''), 'Seeded', $3, $4, $5, $5)`,
      [org, flowId, definition, versionId, now],
    ),
    plain(
      `insert into flow_versions (organization_id, id, flow_id, number, definition, published_by, created_at)
       values ($1, $2, $3, 1, $4, 'system:seed', $5)`,
      [org, versionId, flowId, definition, now],
    ),
    plain(
      `insert into flow_runs (organization_id, id, conversation_id, flow_id, version_id, state, waits_for, node, started_by, sealed_state,
         written_by, created_at, changed_at)
       values ($1, $2, $3, $4, $5, 'waiting', 'time', 'bye', 'api', $6, $7, $8, $8)`,
      [org, runId, conversationId, flowId, versionId, state, turnId, now],
    ),
    plain(
      `insert into flow_run_steps (organization_id, id, run_id, turn_id, version_id, flow, node, kind, exit, created_at)
       values ($1, $2, $3, $4, $5, 'seeded', 'bye', 'end', 'end', $6)`,
      [org, stepId, runId, turnId, versionId, now],
    ),
    seededCase(org, flowId, now),
    plain(
      `insert into texts (organization_id, id, name, title, draft, version_id, created_at, changed_at)
       values ($1, $2, 'seeded_' || replace(right($2::uuid::text, 12), '-', ''), 'Seeded', '{"words":{"en":"Hello."},"channels":{}}', $3, $4, $4)`,
      [org, textId, startId, now],
    ),
    plain(
      `insert into text_versions (organization_id, id, text_id, number, content, published_by, created_at)
       values ($1, $3, $2, 1, '{"words":{"en":"Hello."},"channels":{}}', 'system:seed', $4)`,
      [org, textId, startId, now],
    ),
    plain(`insert into flow_listeners (organization_id, flow_id, event, detail, begins) values ($1, $2, 'seeded.nothing', '', true)`, [
      org,
      flowId,
    ]),
    plain(
      `insert into flow_schedules (organization_id, flow_id, number, trigger, time_zone, next_at)
       values ($1, $2, 0, '{"kind":"schedule","time":"09:00","who":{"kind":"tag","value":"none"}}', 'UTC', $3::timestamptz + interval '1 day')`,
      [org, flowId, now],
    ),
    plain(
      `insert into flow_starts (organization_id, id, flow_id, contact_id, event, detail, cause_id, outcome, created_at)
       select $1, $3, $2, contact_id, 'schedule', '', $3, 'begun', $5 from conversations where organization_id = $1 and id = $4`,
      [org, flowId, startId, conversationId, now],
    ),
  ];
}

const seededCase = (org: string, flowId: string, now: Date) =>
  plain(
    `insert into flow_cases (organization_id, id, flow_id, name, content, created_at, changed_at)
       values ($1, $2, $2, 'Seeded', '{"language":"en","at":"2026-12-01T09:00:00.000Z","zone":"UTC","values":{},"exits":{},"talk":[],"ends":{"node":"bye","outcome":null}}', $3, $3)`,
    [org, flowId, now],
  );

const emptyMerge = JSON.stringify({
  identities: [],
  conversations: [],
  shared: [],
  messages: [],
  filled: [],
  members: [],
  companions: {},
  remembered: [],
});

interface Extras {
  readonly org: string;
  readonly contactId: string;
  readonly now: Date;
  readonly tagId: string;
  readonly attributeId: string;
  readonly segmentId: string;
  readonly importId: string;
  newId(): string;
}

/** One of everything that modules/contacts hangs on a contact. */
function extrasOf({ org, contactId, now, tagId, attributeId, segmentId, importId, newId }: Extras) {
  const copyId = newId();
  const preview = JSON.stringify({ encoding: 'utf-8', delimiter: ',', columns: [], firstRows: [] });
  const rule = JSON.stringify({ match: 'all', conditions: [{ field: 'tag', is: 'equal', value: tagId }] });
  return [
    plain(
      `insert into tags (organization_id, id, name, folded, created_at) values ($1, $2::uuid, 'VIP ' || $2::uuid, 'vip ' || $2::uuid, $3)`,
      [org, tagId, now],
    ),
    plain(`insert into contact_tags (organization_id, tag_id, contact_id, created_at) values ($1, $2, $3, $4)`, [
      org,
      tagId,
      contactId,
      now,
    ]),
    plain(
      `insert into attributes (organization_id, id, key, label, type, length_max, personal, sensitive, created_at)
       values ($1, $2::uuid, 'seeded_' || $2::uuid, 'Seeded', 'choice', 500, true, false, $3)`,
      [org, attributeId, now],
    ),
    plain(
      `insert into contact_attributes (organization_id, attribute_id, contact_id, value, changed_at) values ($1, $2, $3, '"Nairobi"', $4)`,
      [org, attributeId, contactId, now],
    ),
    plain(`insert into segments (organization_id, id, name, rule, created_at, changed_at) values ($1, $2, 'VIPs', $3, $4, $4)`, [
      org,
      segmentId,
      rule,
      now,
    ]),
    plain(`insert into segment_copies (organization_id, id, segment_id, rule, members, created_at) values ($1, $2, $3, $4, 1, $5)`, [
      org,
      copyId,
      segmentId,
      rule,
      now,
    ]),
    plain(`insert into segment_copy_members (organization_id, copy_id, contact_id) values ($1, $2, $3)`, [org, copyId, contactId]),
    plain(
      `insert into contact_imports (organization_id, id, file_name, state, preview, slices, rows_total, created_at)
       values ($1, $2, 'people.csv', 'uploaded', $3, 1, 0, $4)`,
      [org, importId, preview, now],
    ),
    plain(`insert into contact_import_slices (organization_id, import_id, number, rows, created_at) values ($1, $2, 0, '[]', $3)`, [
      org,
      importId,
      now,
    ]),
    plain(`insert into contact_exports (organization_id, id, actor, columns, created_at) values ($1, $2, 'system:seed', '[]', $3)`, [
      org,
      newId(),
      now,
    ]),
  ];
}

interface Desk {
  readonly org: string;
  readonly conversationId: string;
  readonly inboundId: string;
  readonly now: Date;
  readonly teamId: string;
  readonly labelId: string;
  readonly noteId: string;
  readonly cannedReplyId: string;
  readonly viewId: string;
  readonly eventId: string;
}

/** One of everything that people hang on a conversation. */
function deskOf({ org, conversationId, inboundId, now, teamId, labelId, noteId, cannedReplyId, viewId, eventId }: Desk) {
  const member = '(select id from members where organization_id = $1 order by id limit 1)';
  return [
    plain(
      `insert into teams (organization_id, id, name, folded, created_at) values ($1, $2::uuid, 'Team ' || $2::uuid, 'team ' || $2::uuid, $3)`,
      [org, teamId, now],
    ),
    plain(`insert into team_members (organization_id, team_id, member_id, created_at) values ($1, $2, ${member}, $3)`, [org, teamId, now]),
    plain(
      `insert into desk_conversations (organization_id, conversation_id, team_id, assignee_id, changed_at) values ($1, $2, $3, ${member}, $4)`,
      [org, conversationId, teamId, now],
    ),
    plain(
      `insert into conversation_reads (organization_id, member_id, conversation_id, read_to, read_at)
       values ($1, ${member}, $2, '00000000-0000-0000-0000-000000000000', '-infinity')`,
      [org, conversationId],
    ),
    plain(
      `insert into labels (organization_id, id, name, folded, colour, created_at)
       values ($1, $2::uuid, 'Label ' || $2::uuid, 'label ' || $2::uuid, 'red', $3)`,
      [org, labelId, now],
    ),
    plain(`insert into conversation_labels (organization_id, label_id, conversation_id, created_at) values ($1, $2, $3, $4)`, [
      org,
      labelId,
      conversationId,
      now,
    ]),
    plain(
      `insert into conversation_notes (organization_id, id, conversation_id, text, author, author_id, created_at)
       values ($1, $2, $3, 'Call back.', 'system', 'seed', $4)`,
      [org, noteId, conversationId, now],
    ),
    plain(`insert into note_mentions (organization_id, member_id, conversation_id, note_id) values ($1, ${member}, $2, $3)`, [
      org,
      conversationId,
      noteId,
    ]),
    plain(
      `insert into canned_replies (organization_id, id, shortcut, title, text, folded, created_at, changed_at)
       values ($1, $2::uuid, 'hours-' || $2::uuid, 'Hours', 'From nine to five.', 'hours', $3, $3)`,
      [org, cannedReplyId, now],
    ),
    plain(
      `insert into inbox_views (organization_id, id, member_id, shared, name, filter, created_at, changed_at)
       values ($1, $2, ${member}, true, 'Nobody has them', '{"assignee":"none"}', $3, $3)`,
      [org, viewId, now],
    ),
    plain(
      `insert into conversation_events (organization_id, id, conversation_id, kind, actor, actor_id, data, created_at)
       values ($1, $2, $3, 'closed', 'system', 'seed', '{}', $4)`,
      [org, eventId, conversationId, now],
    ),
    plain(
      `insert into conversation_settings (organization_id, reply_pauses_assistant, changed_at) values ($1, true, $2) on conflict do nothing`,
      [org, now],
    ),
    plain(`insert into message_search (organization_id, message_id, folded) values ($1, $2, ' when do you open?')`, [org, inboundId]),
    plain(
      `insert into message_search_progress (organization_id, indexed_to, changed_at) values ($1, $2, $3)
       on conflict (organization_id) do update set indexed_to = excluded.indexed_to`,
      [org, inboundId, now],
    ),
  ];
}

interface Mind {
  readonly org: string;
  readonly contactId: string;
  readonly now: Date;
  readonly ids: readonly [mood: string, block: string, pattern: string];
  readonly newId: string;
  seal(place: { table: string; column: string; row: string }, words: unknown): string;
}

/** What is known of how somebody feels, and remembered of them. */
function mindOf({ org, contactId, now, ids: [mood, block, pattern], newId, seal }: Mind) {
  return [
    plain(
      `insert into mood_entries (organization_id, id, contact_id, source, valence, intensity, confidence, reader, sealed_words, at, created_at)
       values ($1, $2, $3, 'inferred', -0.5, 0.6, 0.8, 'lexicon-1', $4, $5, $5)`,
      [
        org,
        mood,
        contactId,
        seal({ table: 'mood_entries', column: 'sealed_words', row: mood }, { label: 'sad', about: [], note: null }),
        now,
      ],
    ),
    plain('insert into mood_people (organization_id, contact_id, asked_at) values ($1, $2, $3)', [org, contactId, now]),
    plain(
      `insert into memory_blocks (organization_id, id, contact_id, model, dimensions, version, memories, sealed_block, created_at, changed_at)
       values ($1, $2, $3, 'lexical-1', 256, 1, 0, $4, $5, $5)`,
      [org, block, contactId, seal({ table: 'memory_blocks', column: 'sealed_block', row: block }, { memories: [], vectors: '' }), now],
    ),
    plain('insert into memory_people (organization_id, contact_id, looked_at) values ($1, $2, $3)', [org, contactId, now]),
    plain('insert into memory_forgotten (organization_id, memory_id, contact_id, created_at) values ($1, $2, $3, $4)', [
      org,
      newId,
      contactId,
      now,
    ]),
    plain(
      `insert into memory_patterns (organization_id, id, contact_id, state, occurrences, days, sealed_pattern, first_seen, last_seen, created_at, changed_at)
       values ($1, $2, $3, 'found', 5, 3, $4, $5, $5, $5, $5)`,
      [
        org,
        pattern,
        contactId,
        seal(
          { table: 'memory_patterns', column: 'sealed_pattern', row: pattern },
          { what: { kind: 'topic', topic: 'work' }, evidence: [] },
        ),
        now,
      ],
    ),
    plain(
      `insert into message_marks (organization_id, reader, read_to, changed_at)
       values ($1, 'seeded', '00000000-0000-0000-0000-000000000000', $2) on conflict do nothing`,
      [org, now],
    ),
  ];
}

interface Safety {
  readonly org: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly inboundId: string;
  readonly incidentId: string;
  readonly lineId: string;
  readonly now: Date;
  newId(): string;
}

/** What the safety gate leaves when it finds something, and what people do about it. */
function safetyOf({ org, contactId, conversationId, inboundId, incidentId, lineId, now, newId }: Safety) {
  return [
    plain(
      `insert into incidents (organization_id, id, contact_id, conversation_id, message_id, severity, categories, state, messages, step, raised_at,
         called_at, last_at, created_at)
       values ($1, $2, $3, $4, $5, 'high', '{suicidal}', 'raised', 1, 0, $6, $6, $6, $6)`,
      [org, incidentId, contactId, conversationId, inboundId, now],
    ),
    plain(
      `insert into safety_findings (organization_id, id, message_id, contact_id, conversation_id, incident_id, source, severity, categories, hard,
         evidence, reason, rules, created_at)
       values ($1, $2, $3, $4, $5, $6, 'message', 'high', '{suicidal}', true, '[{"start":0,"end":4,"rule":"seeded"}]',
         'Message needs attention: seeded.', 'seed', $7)`,
      [org, newId(), inboundId, contactId, conversationId, incidentId, now],
    ),
    plain(
      `insert into safety_lines (organization_id, id, country, name, number, kind, hours, audience, verified_at, verified_by, expires_at, created_at)
       values ($1, $2, 'KE', 'Seeded line', '1199', 'voice', '24/7', 'anyone', $3, 'system:seed', $3::timestamptz + interval '90 days', $3)`,
      [org, lineId, now],
    ),
    plain(
      `insert into incident_entries (organization_id, id, incident_id, kind, actor, actor_id, data, created_at)
       values ($1, $2, $3, 'called', 'system', 'seed', '{}', $4)`,
      [org, newId(), incidentId, now],
    ),
    plain(
      `insert into incident_alerts (organization_id, id, incident_id, member_id, state, created_at)
       select $1, $2, $3, id, 'delivered', $4 from members where organization_id = $1 order by id limit 1`,
      [org, newId(), incidentId, now],
    ),
    plain(
      `insert into alert_phones (organization_id, id, member_id, created_at)
       select $1, $2, id, $3 from members where organization_id = $1 order by id limit 1 on conflict do nothing`,
      [org, newId(), now],
    ),
    plain(
      `insert into safety_settings (organization_id, moderate_incidents, replies, event_text, minutes, chain, pool, minimum_age, follow_up_hours, changed_at)
       values ($1, true, true, false, '{"imminent":5,"high":15,"moderate":240}', '{}', '{}', 18, 20, $2) on conflict do nothing`,
      [org, now],
    ),
  ];
}

interface Care {
  readonly org: string;
  readonly contactId: string;
  readonly now: Date;
  readonly planId: string;
  readonly stepId: string;
  readonly openingId: string;
  /** What the step says, and why the record was opened: sealed. */
  readonly items: string;
  readonly reason: string;
  newId(): string;
}

/** A safety plan of one step, shared with a member, and an opening in an emergency that is over. */
function careOf({ org, contactId, now, planId, stepId, openingId, items, reason, newId }: Care) {
  const member = '(select id from members where organization_id = $1 order by id limit 1)';
  return [
    plain(
      `insert into safety_plans (organization_id, id, contact_id, version, reviewed_at, created_at, changed_at) values ($1, $2, $3, 1, $4, $4, $4)`,
      [org, planId, contactId, now],
    ),
    plain(
      `insert into safety_plan_steps (organization_id, id, plan_id, version, step, sealed_items, author, author_id, created_at)
       values ($1, $2, $3, 1, 'living', $4, 'contact', $5, $6)`,
      [org, stepId, planId, items, contactId, now],
    ),
    plain(
      `insert into safety_plan_shares (organization_id, id, plan_id, member_id, given_by, given_id, created_at)
       values ($1, $2, $3, ${member}, 'contact', $4, $5)`,
      [org, newId(), planId, contactId, now],
    ),
    plain(
      `insert into care_openings (organization_id, id, contact_id, member_id, sealed_reason, created_at, ends_at, ended_at)
       values ($1, $2, $3, ${member}, $4, $5, $5, $5)`,
      [org, openingId, contactId, reason, now],
    ),
  ];
}

/** Somebody who talks with the companion. */
function companionOf({
  org,
  contactId,
  inboundId,
  now,
  newId,
}: {
  org: string;
  contactId: string;
  inboundId: string;
  now: Date;
  newId: () => string;
}) {
  return [
    plain(
      `insert into companion_settings (organization_id, reviewed, nudges, changed_at) values ($1, '{}', true, $2) on conflict do nothing`,
      [org, now],
    ),
    plain(
      `insert into companion_people (organization_id, id, contact_id, state, age_group, created_at, changed_at) values ($1, $2, $2, 'ready', 'adult', $3, $3)`,
      [org, contactId, now],
    ),
    plain(
      `insert into companion_consents (organization_id, id, contact_id, kind, given, version, language, message_id, created_at)
       values ($1, $2, $3, 'storing', true, '2026-11', 'en', $4, $5)`,
      [org, newId(), contactId, inboundId, now],
    ),
    plain(
      `insert into companion_days (organization_id, contact_id, day, messages, night, created_at, last_at) values ($1, $2, '2026-11-20', 3, 0, $3, $3)`,
      [org, contactId, now],
    ),
    plain(
      `insert into companion_summaries (organization_id, id, contact_id, audience, period, state, created_at) values ($1, $2, $3, 'person', '2026-11-19', 'sent', $4)`,
      [org, newId(), contactId, now],
    ),
  ];
}

/** Writes a channel, a contact who asked something, the answer (which failed), its turn with evidence, a consent, a log line, a record that was joined, and a file that the channel's provider has. */
export async function seedConversation(app: TestApp, tenant: Tenant): Promise<SeededConversation> {
  const { ids, clock } = app;
  const now = clock.now();
  const org = tenant.id;
  const [channelId, contactId, conversationId] = [ids.next(), ids.next(), ids.next()];
  const [inboundId, outboundId, turnId, noticeId] = [ids.next(), ids.next(), ids.next(), ids.next()];
  const [incidentId, lineId] = [ids.next(), ids.next()];
  const [mergedId, mergeId] = [ids.next(), ids.next()];
  const [tagId, attributeId, segmentId, importId] = [ids.next(), ids.next(), ids.next(), ids.next()];
  const [modelProviderId, fileId, phoneId] = [ids.next(), ids.next(), ids.next()];
  const flowIds = {
    flowId: ids.next(),
    runId: ids.next(),
    versionId: ids.next(),
    stepId: ids.next(),
    startId: ids.next(),
    textId: ids.next(),
  };
  const careIds = { planId: ids.next(), stepId: ids.next(), openingId: ids.next() };
  const deskIds = { teamId: ids.next(), labelId: ids.next(), noteId: ids.next(), cannedReplyId: ids.next(), viewId: ids.next() };
  const [sealed] = await app.database.asOwner('seed', [plain('select sealed_key from organizations where id = $1', [org])]);
  const key = app.masterKey.openOrganizationKey(org, sealed?.rows[0]?.sealed_key as string);
  const mindIds = [ids.next(), ids.next(), ids.next()] as const;
  const evidence = key.seal(
    { table: 'turns', column: 'sealed_evidence', row: turnId },
    JSON.stringify([{ index: 1, matched: 'opening hours' }]),
  );
  const trace = JSON.stringify([
    { step: 'guard.safety', outcome: 'none', reason: 'The safety rules found nothing.' },
    { step: 'assistant.offline', outcome: 'answered', reason: 'A line matched.' },
  ]);
  const trouble = JSON.stringify({ code: 'rejected', reason: 'The provider refused it.', advice: 'Shorten it.' });
  await app.database.asOwner('seed', [
    plain(
      `insert into channels (organization_id, id, type, name, settings, assistant, created_at, changed_at)
       values ($1, $2, 'simulator', 'Phone', '{}', '{"kind":"echo"}', $3, $3)`,
      [org, channelId, now],
    ),
    plain(
      `insert into contacts (organization_id, id, profile_name, created_at, last_seen_at, work, done) values ($1, $2, 'Amina', $3, $3, 1, 1)`,
      [org, contactId, now],
    ),
    plain(
      `insert into identities (organization_id, channel_type, address, contact_id, created_at) values ($1, 'whatsapp', 'phone:' || $3::text, $2, $4)`,
      // A whole number, as somebody would type it.
      [org, contactId, `165055${String(Number.parseInt(conversationId.slice(-4), 16)).padStart(5, '0')}`, now],
    ),
    plain(
      `insert into conversations (organization_id, id, contact_id, channel_id, recipient, last_inbound_at, last_message_at, created_at, queued, settled)
       values ($1, $2, $3, $4, '{}', $5, $5, $5, 1, 1)`,
      [org, conversationId, contactId, channelId, now],
    ),
    plain(
      `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, status, written_at, created_at)
       values ($1, $2, $3, $4, $5, 'in', 1, 'text', 'When do you open?', 'contact', 'received', $6, $6)`,
      [org, inboundId, conversationId, contactId, channelId, now],
    ),
    plain(
      `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, turn_id, status, trouble, created_at)
       values ($1, $2, $3, $4, $5, 'out', 1, 'text', 'At nine.', 'assistant', $6, 'failed', $7, $8)`,
      [org, outboundId, conversationId, contactId, channelId, turnId, trouble, now],
    ),
    plain(
      `insert into turns (organization_id, id, contact_id, conversation_id, first_position, last_position, outcome, trace, sealed_evidence, took_ms, created_at)
       values ($1, $2, $3, $4, 1, 1, 'open', $5, $6, 2, $7)`,
      [org, turnId, contactId, conversationId, trace, evidence, now],
    ),
    plain(
      `insert into consents (organization_id, id, contact_id, conversation_id, given, message_id, word, created_at) values ($1, $2, $3, $4, true, $5, 'start', $6)`,
      [org, ids.next(), contactId, conversationId, inboundId, now],
    ),
    plain(
      `insert into contact_assignments (organization_id, id, contact_id, member_id, assigned_by, created_at)
       select $1, $2, $3, id, 'system:seed', $4 from members where organization_id = $1 limit 1`,
      [org, ids.next(), contactId, now],
    ),
    plain(`insert into contacts (organization_id, id, created_at, merged_into) values ($1, $2, $3, $4)`, [org, mergedId, now, contactId]),
    plain(
      `insert into contact_merges (organization_id, id, kept_id, merged_id, record, merged_by, created_at) values ($1, $2, $3, $4, $5, 'system:seed', $6)`,
      [org, mergeId, contactId, mergedId, emptyMerge, now],
    ),
    ...flowsOf({
      org,
      conversationId,
      now,
      turnId,
      ...flowIds,
      state: key.seal(
        { table: 'flow_runs', column: 'sealed_state', row: flowIds.runId },
        JSON.stringify({ frames: [], status: 'waiting', wait: null, asked: 0, outcome: null }),
      ),
    }),
    ...deskOf({ org, conversationId, inboundId, now, ...deskIds, eventId: ids.next() }),
    ...safetyOf({ org, contactId, conversationId, inboundId, incidentId, lineId, now, newId: () => ids.next() }),
    ...mindOf({
      org,
      contactId,
      now,
      ids: mindIds,
      newId: ids.next(),
      seal: (place, words) => key.seal(place, JSON.stringify(words)),
    }),
    ...careOf({
      org,
      contactId,
      now,
      ...careIds,
      items: key.seal(
        { table: 'safety_plan_steps', column: 'sealed_items', row: careIds.stepId },
        JSON.stringify([{ text: 'My daughter', phone: null }]),
      ),
      reason: key.seal({ table: 'care_openings', column: 'sealed_reason', row: careIds.openingId }, 'She called in despair.'),
      newId: () => ids.next(),
    }),
    ...companionOf({ org, contactId, inboundId, now, newId: () => ids.next() }),
    ...extrasOf({ org, contactId, now, tagId, attributeId, segmentId, importId, newId: () => ids.next() }),
    plain(
      `insert into model_providers (organization_id, id, name, preset, settings, created_at, changed_at)
       values ($1, $2, 'provider ' || $2::uuid, 'custom', '{"baseUrl":"https://models.example/v1","model":"small"}', $3, $3)`,
      [org, modelProviderId, now],
    ),
    plain(
      `insert into model_calls (organization_id, id, provider_id, model, purpose, turn_id, contact_id, outcome, took_ms, created_at)
       values ($1, $2, $3, 'small', 'answer', $4, $5, 'answered', 800, $6)`,
      [org, ids.next(), modelProviderId, turnId, contactId, now],
    ),
    plain(
      `insert into model_days (organization_id, provider_id, day, calls, tokens, created_at) values ($1, $2, '2026-11-20', 1, 700, $3)`,
      [org, modelProviderId, now],
    ),
    plain(`insert into phones (organization_id, id, channel_id, contact_id, name, created_at) values ($1, $2, $3, $4, 'Test', $5)`, [
      org,
      phoneId,
      channelId,
      contactId,
      now,
    ]),
    plain(
      `insert into channel_log (organization_id, id, channel_id, kind, reason, raw, created_at) values ($1, $2, $3, 'unreadable', 'No sender.', '{"a":1}', $4)`,
      [org, ids.next(), channelId, now],
    ),
    plain(
      `insert into notices (organization_id, id, kind, subject, sentence, since, created_at) values ($1, $2, 'channels.paused', $3, '{}', $4, $4)`,
      [org, noticeId, channelId, now],
    ),
    plain(
      `insert into audit_entries (organization_id, position, at, actor_kind, actor_id, action, request_id, hash)
       select $1, coalesce(max(position), 0) + 1, $2, 'system', 'seed', 'POST /seeded', 'seed', '' from audit_entries where organization_id = $1`,
      [org, now],
    ),
    plain(
      "insert into file_blobs (organization_id, hash, key, size, used_at) values ($1, repeat('a', 64), 'none', 4, $2) on conflict do nothing",
      [org, now],
    ),
    plain(
      `insert into files (organization_id, id, hash, media_type, name, conversation_id, created_at)
       values ($1, $2, repeat('a', 64), 'image/jpeg', 'knee.jpg', $3, $4)`,
      [org, fileId, conversationId, now],
    ),
    plain('insert into provider_files (organization_id, channel_id, file_id, provider_id, created_at) values ($1, $2, $3, $4, $5)', [
      org,
      channelId,
      fileId,
      '4490709327384033',
      now,
    ]),
    plain(
      `insert into channel_templates (organization_id, channel_id, name, language, status, changed_at) values ($1, $2, 'hello', 'en', 'APPROVED', $3)`,
      [org, channelId, now],
    ),
  ]);
  const [subscriptionId, deliveryId, incomingId, eventId] = [ids.next(), ids.next(), ids.next(), ids.next()];
  const secrets = key.seal(
    { table: 'webhook_subscriptions', column: 'sealed_secrets', row: subscriptionId },
    JSON.stringify([{ id: 'k1', secret: 'seed', until: null }]),
  );
  await app.database.asOwner('seed', [
    plain(
      `insert into webhook_subscriptions (organization_id, id, url, events, state, sealed_secrets, created_at, changed_at)
       values ($1, $2, 'https://crm.example/hook', '{channel.paused}', 'disabled', $3, $4, $4)`,
      [org, subscriptionId, secrets, now],
    ),
    plain(
      `insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, handed_out, created_at)
       values ($1, $2, 'channel.paused', $3, '{}', $4, true, $4)`,
      [org, eventId, channelId, now],
    ),
    plain(
      `insert into webhook_deliveries (organization_id, id, subscription_id, event_id, stream_id, position, state, retry_until, created_at)
       values ($1, $2, $3, $4, $5, 1, 'delivered', $6, $6)`,
      [org, deliveryId, subscriptionId, eventId, channelId, now],
    ),
    plain(
      `insert into incoming_webhooks (organization_id, id, name, start, action, created_at, changed_at)
       values ($1, $2, 'Shop', 'bwi_seed', '{"kind":"keep"}', $3, $3)`,
      [org, incomingId, now],
    ),
    plain(
      `insert into incoming_calls (organization_id, id, webhook_id, state, body, created_at) values ($1, $2, $3, 'done', '{"a":1}', $4)`,
      [org, ids.next(), incomingId, now],
    ),
  ]);
  return {
    channelId,
    contactId,
    conversationId,
    inboundId,
    outboundId,
    turnId,
    noticeId,
    incidentId,
    lineId,
    mergeId,
    tagId,
    attributeId,
    segmentId,
    importId,
    modelProviderId,
    subscriptionId,
    deliveryId,
    incomingId,
    fileId,
    ...deskIds,
    flowId: flowIds.flowId,
    flowRunId: flowIds.runId,
    textId: flowIds.textId,
    phoneId,
  };
}
