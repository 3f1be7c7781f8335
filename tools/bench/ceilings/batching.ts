import pg from 'pg';
import { type Inbound, listen, report, schema, sendReply } from './door.ts';

/**
 * The naive ceiling with micro-batches: what arrives while a batch is under way goes together with the next, in one
 * statement and so in one round trip and one transaction. Otherwise it knows as little as the naive one.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const insertBoth = {
  name: 'insert-both',
  text: `
    with arrived as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as a(provider_id, number_id, sender, body, raw, reply)
    ), stored as (
      insert into inbound (provider_id, number_id, sender, body, raw) select provider_id, number_id, sender, body, raw::jsonb from arrived
      on conflict do nothing returning provider_id
    )
    insert into outbound (inbound_id, recipient, body) select a.provider_id, a.sender, a.reply from arrived a join stored using (provider_id)
    returning id, inbound_id`,
};
const markSent = {
  name: 'mark-sent',
  text: `
    update outbound o set status = 'sent', provider_id = s.provider_id, sent_at = now()
    from unnest($1::bigint[], $2::text[]) as s(id, provider_id) where o.id = s.id`,
};

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** One batch at a time, without a timer. */
function inBatches<Item, Answer>(run: (items: Item[]) => Promise<Answer[]>): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let running = false;
  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const answers = await run(batch.map(({ item }) => item));
        for (const [index, one] of batch.entries()) one.resolve(answers[index] as Answer);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    running = false;
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}

const replyTo = (message: Inbound) => `echo: ${message.text}`;

/** The replies' ids; null: the message came before. */
const store = inBatches<Inbound, string | null>(async (batch) => {
  const columns = [
    batch.map((one) => one.providerId),
    batch.map((one) => one.phoneNumberId),
    batch.map((one) => one.from),
    batch.map((one) => one.text),
    batch.map((one) => one.raw),
    batch.map(replyTo),
  ];
  const { rows } = await pool.query<{ id: string; inbound_id: string }>({ ...insertBoth, values: columns });
  const ids = new Map(rows.map((row) => [row.inbound_id, row.id]));
  return batch.map((one) => ids.get(one.providerId) ?? null);
});

const mark = inBatches<{ id: string; providerId: string }, void>(async (batch) => {
  await pool.query({ ...markSent, values: [batch.map((one) => one.id), batch.map((one) => one.providerId)] });
  return batch.map(() => undefined);
});

async function send(message: Inbound, id: string): Promise<void> {
  await mark({ id, providerId: await sendReply(message, id, replyTo(message)) });
}

await pool.query(schema);
await listen(async (message) => {
  const id = await store(message);
  if (id !== null) send(message, id).catch(report);
});
