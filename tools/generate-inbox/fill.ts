import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import { labels, longText, names, sentences, teams } from './words.ts';

export interface Filling {
  readonly conversations: number;
  readonly messages: number;
  /** The newest message is of this moment; the same filling of the same moment gives the same rows. */
  readonly now: Date;
  readonly onProgress?: (done: number) => void;
}

/** Rows a statement makes: a few seconds of work. */
const slice = 20_000;
/** The first conversation is long, for what a page does with one: a tenth of all messages, at most these. */
const longest = 2000;

/** An id like those of version 7: the moment, then what the salt gives. */
const idAt = (moment: string, salt: string) =>
  `(lpad(to_hex(floor(extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${salt}), 1, 3) || '8' || substr(md5(${salt}), 4, 15))::uuid`;
/** A number below `below` that looks like chance and is none. */
const pick = (salt: string, below: string) => `(('x' || substr(md5(${salt}), 1, 7))::bit(28)::int % ${below})`;

/** When conversation `n` was last active ($2: now): one a minute, back in time. */
const lastAt = `($2::timestamptz - n * interval '1 minute')`;
const contactId = idAt("$2::timestamptz - interval '400 days'", "'contact ' || n || $1::uuid");
const conversationId = idAt("$2::timestamptz - interval '400 days'", "'conversation ' || n || $1::uuid");
const people = `(${pick("'handler ' || n", '10')} < 3)`;
const closed = `(${pick("'state ' || n", '10')} < 5)`;
/** Whether the contact spoke last. */
const asks = `(${pick("'asks ' || n", '2')} = 1)`;

/**
 * Fills an organization with made-up conversations as a busy inbox has them: in several languages and scripts, half of them closed, a third with
 * people, some assigned, labelled, snoozed, or with something that did not go out. Nothing in them is due, so nothing is sent.
 */
export async function fillInbox(database: Database, organizationId: string, filling: Filling): Promise<void> {
  const { conversations, messages, now, onProgress } = filling;
  const ask = (sql: string, values: Parameters<typeof plain>[1] = []) =>
    database.asOwner('generate inbox', [plain(sql, [organizationId, now, ...(values ?? [])])]);
  await ask(`insert into channels (organization_id, id, type, name, settings, assistant, created_at, changed_at)
    select $1::uuid, ${idAt('$2::timestamptz', "'channel' || $1::uuid")}, 'simulator', 'Generated', '{}', '{"kind":"echo"}', $2::timestamptz, $2
    where not exists (select from channels where organization_id = $1::uuid)`);
  const first = Math.min(longest, Math.floor(messages / 10));
  const each = Math.max(1, Math.round((messages - first) / Math.max(1, conversations - 1)));
  for (let from = 0; from < conversations; from += slice) {
    await addConversations(ask, { from, to: Math.min(conversations, from + slice) - 1, first: Math.max(1, first), each });
  }
  const all = first + each * (conversations - 1);
  for (let from = 0; from < all; from += slice) {
    await addMessages(ask, { from, to: Math.min(all, from + slice) - 1, first, each });
    onProgress?.(Math.min(all, from + slice));
  }
  await addWork(ask, conversations);
  for (const table of ['contacts', 'identities', 'conversations', 'messages', 'desk_conversations', 'conversation_labels'])
    await database.asOwner('statistics', [plain(`vacuum (analyze) ${table}`)]);
}

type AskDatabase = (sql: string, values?: Parameters<typeof plain>[1]) => Promise<unknown>;

interface Part {
  readonly from: number;
  readonly to: number;
  /** Messages of the first conversation, and of each other. */
  readonly first: number;
  readonly each: number;
}

async function addConversations(ask: AskDatabase, { from, to, first, each }: Part): Promise<void> {
  const series = 'generate_series($3::int, $4::int) n';
  await ask(
    `insert into contacts (organization_id, id, profile_name, created_at, last_seen_at, work, done)
     select $1::uuid, ${contactId}, ($5::text[])[1 + ${pick("'name ' || n", 'cardinality($5::text[])')}] || case when n % 3 = 0 then ' ' || n else '' end,
       $2::timestamptz - interval '400 days', ${lastAt}, c, c from ${series}, lateral (select case n when 0 then $6::int else $7::int end as c) k`,
    [from, to, names, first, each],
  );
  await ask(
    `insert into identities (organization_id, channel_type, address, contact_id, created_at)
     select $1::uuid, 'simulator', 'phone:1650' || lpad(n::text, 7, '0'), ${contactId}, $2::timestamptz - interval '400 days' from ${series}`,
    [from, to],
  );
  await ask(
    `insert into conversations (organization_id, id, contact_id, channel_id, recipient, state, handler, handler_reason, last_inbound_at,
       last_message_at, created_at, queued, settled, waiting_since)
     select $1::uuid, ${conversationId}, ${contactId}, h.ids[1 + n % cardinality(h.ids)], '{}', case when ${closed} then 'closed' else 'open' end,
       case when ${people} then 'people' else 'assistant' end, case when ${people} then 'asked' end, ${lastAt} - interval '2 minutes', ${lastAt},
       $2::timestamptz - interval '400 days', c, c, case when ${asks} and ${people} and not ${closed} then ${lastAt} end
     from ${series}, lateral (select case n when 0 then $5::int else $6::int end as c) k,
       (select array_agg(id order by id) as ids from channels where organization_id = $1::uuid) h`,
    [from, to, first, each],
  );
}

/** Message `m` of all is message `s` of conversation `n`, which has `c`; each speaks in turn. */
async function addMessages(ask: AskDatabase, { from, to, first, each }: Part): Promise<void> {
  const isIn = `((c - 1 - s + ${asks}::int) % 2 = 1)`;
  const at = `(${lastAt} - (c - 1 - s) * interval '97 seconds')`;
  const salt = "(n || '.' || s)";
  await ask(
    `insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, author, author_id,
       status, trouble, written_at, created_at, sent_at)
     select $1::uuid, ${idAt(at, `${salt} || $1::uuid`)}, ${conversationId}, ${contactId}, h.ids[1 + n % cardinality(h.ids)], case when ${isIn} then 'in' else 'out' end,
       s + 1, 'text', case when ${pick(salt, '200')} = 0 then $8 else ($7::text[])[1 + ${pick(`'a' || ${salt}`, 'cardinality($7::text[])')}] || ' '
         || ($7::text[])[1 + ${pick(`'b' || ${salt}`, 'cardinality($7::text[])')}] || case when ${pick(salt, '10')} = 0 then ' #BZ' || n || 'R' || s else '' end end,
       case when ${isIn} then 'contact' when ${people} and m.id is not null then 'member' else 'assistant' end,
       case when not ${isIn} and ${people} then m.id::text end,
       case when ${isIn} then 'received' when ${pick(salt, '400')} = 1 then 'failed' else 'delivered' end,
       case when not ${isIn} and ${pick(salt, '400')} = 1 then '{"code":"rejected","reason":"The provider refused it.","advice":"Shorten it."}'::jsonb end,
       case when ${isIn} then ${at} end, ${at}, case when not ${isIn} then ${at} end
     from generate_series($3::int, $4::int) i,
       lateral (select case when i < $5::int then 0 else 1 + (i - $5::int) / $6::int end as n,
         case when i < $5::int then i else (i - $5::int) % $6::int end as s, case when i < $5::int then $5::int else $6::int end as c) k,
       (select array_agg(id order by id) as ids from channels where organization_id = $1::uuid) h,
       (select min(id::text)::uuid as id from members where organization_id = $1::uuid) m`,
    [from, to, first, each, sentences, longText],
  );
}

/** Who has them, and what they are called. */
async function addWork(ask: AskDatabase, conversations: number): Promise<void> {
  const series = 'generate_series(0, $3::int - 1) n';
  const named = (kind: string) => idAt('$2::timestamptz', `'${kind}' || x.n || $1::uuid`);
  await ask(
    `insert into teams (organization_id, id, name, folded, created_at) select $1::uuid, ${named('team')}, x.name, fold_text(x.name), $2
     from unnest($3::text[]) with ordinality as x(name, n) on conflict do nothing`,
    [teams],
  );
  await ask(
    `insert into labels (organization_id, id, name, folded, colour, created_at) select $1::uuid, ${named('label')}, x.name, fold_text(x.name), x.colour, $2
     from unnest($3::text[], $4::text[]) with ordinality as x(name, colour, n) on conflict do nothing`,
    [labels.map(([name]) => name), labels.map(([, colour]) => colour)],
  );
  await ask(
    `insert into desk_conversations (organization_id, conversation_id, assignee_id, team_id, snoozed_until, snoozed_after, changed_at)
     select $1::uuid, ${conversationId}, case when ${pick("'a' || n", '2')} = 0 then m.ids[1 + n % cardinality(m.ids)] end,
       case when ${pick("'t' || n", '3')} = 0 then t.ids[1 + n % cardinality(t.ids)] end,
       case when ${pick("'s' || n", '20')} = 0 then $2::timestamptz + interval '3 days' end, first_id_at($2::timestamptz), $2
     from ${series}, (select array_agg(id order by id) as ids from members where organization_id = $1::uuid) m,
       (select array_agg(id order by id) as ids from teams where organization_id = $1::uuid) t
     where ${people} on conflict do nothing`,
    [conversations],
  );
  await ask(
    `insert into conversation_labels (organization_id, label_id, conversation_id, created_at)
     select $1::uuid, l.ids[1 + n % cardinality(l.ids)], ${conversationId}, $2
     from ${series}, (select array_agg(id order by id) as ids from labels where organization_id = $1::uuid) l
     where ${pick("'l' || n", '5')} = 0 on conflict do nothing`,
    [conversations],
  );
}
