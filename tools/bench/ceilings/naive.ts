import pg from 'pg';
import { type Inbound, listen, report, schema, sendReply } from './door.ts';

/**
 * The program most people would write first: one interactive transaction per message, the answer, then POST and UPDATE.
 * It keeps no order among a contact's messages, has no tenants, no conversations and no turns, and recovers nothing after
 * a crash. Baraza's connections (DATABASE_CONNECTIONS): 10.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const insertInbound = {
  name: 'insert-inbound',
  text: 'insert into inbound (provider_id, number_id, sender, body, raw) values ($1, $2, $3, $4, $5) on conflict do nothing',
};
const insertOutbound = {
  name: 'insert-outbound',
  text: 'insert into outbound (inbound_id, recipient, body) values ($1, $2, $3) returning id',
};
const markSent = { name: 'mark-sent', text: "update outbound set status = 'sent', provider_id = $2, sent_at = now() where id = $1" };

/** The reply's id; null: the message came before. */
async function store(message: Inbound, reply: string): Promise<string | null> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const values = [message.providerId, message.phoneNumberId, message.from, message.text, message.raw];
    const { rowCount } = await client.query({ ...insertInbound, values });
    const { rows } = rowCount
      ? await client.query<{ id: string }>({ ...insertOutbound, values: [message.providerId, message.from, reply] })
      : { rows: [] };
    await client.query('commit');
    return rows[0]?.id ?? null;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function send(message: Inbound, id: string, reply: string): Promise<void> {
  const providerId = await sendReply(message, id, reply);
  await pool.query({ ...markSent, values: [id, providerId] });
}

await pool.query(schema);
await listen(async (message) => {
  const reply = `echo: ${message.text}`;
  const id = await store(message, reply);
  if (id !== null) send(message, id, reply).catch(report);
});
