import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '#platform/db/sql.ts';
import { type Mark, markRows, stampSending } from '#server/outbox/lane-store.ts';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

const message = async () => {
  const [row] = await story.outgoing();
  return row as Record<string, unknown>;
};
/** Until the message has this status and its lane is in nobody's hands. */
const becomes = (status: string) =>
  story.watch.until(async () => {
    const [row] = await story.rows(
      "select m.* from messages m join conversations v on v.id = m.conversation_id where direction = 'out' and m.status = $1 and v.lane_lease is null",
      [status],
    );
    return row;
  });

describe('accepted, but the answer was lost', () => {
  test('the message is uncertain until a status with our id settles it; it was sent once', async () => {
    story.graph.inject({ kind: 'cut' });
    await story.say('Habari');
    const uncertain = await becomes('uncertain');
    expect(uncertain).toMatchObject({ provider_id: null, doubts: 1, trouble: { advice: expect.any(String) } });
    const [sent] = story.graph.sent;
    expect(await story.report({ id: sent?.id ?? '', messageId: uncertain.id as string }, 'delivered')).toBe(200);
    await story.settled();
    expect(await message()).toMatchObject({ status: 'delivered', provider_id: sent?.id, trouble: null, duplicates: 0 });
    await story.pass(60);
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('what waits behind it goes as soon as it is settled, not after 30 seconds', async () => {
    story.graph.inject({ kind: 'gateway_timeout' });
    await story.say('one');
    const { id } = await becomes('uncertain');
    await story.say('two');
    await story.watch.idle();
    expect(story.textsTo(amina)).toEqual(['echo: one']);
    await story.report({ id: story.graph.sent[0]?.id ?? '', messageId: id as string }, 'sent');
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: one', 'echo: two']);
  });

  test('a status that comes after it was sent once more counts the copy', async () => {
    story.graph.inject({ kind: 'cut' });
    await story.say('Habari');
    const { id } = await becomes('uncertain');
    await story.pass(30);
    await story.settled();
    const [first, second] = story.graph.sent;
    expect(story.textsTo(amina)).toEqual(['echo: Habari', 'echo: Habari']);
    await story.report({ id: first?.id ?? '', messageId: id as string }, 'delivered');
    expect(await message()).toMatchObject({ status: 'delivered', provider_id: second?.id, duplicates: 1 });
  });

  test('statuses of both copies in one webhook count the copy too', async () => {
    story.graph.inject({ kind: 'cut' });
    await story.say('Habari');
    const { id } = await becomes('uncertain');
    await story.pass(30);
    await story.settled();
    const statuses = story.graph.sent.toReversed().map((sent) => ({
      id: sent.id,
      status: 'delivered',
      timestamp: '1795183200',
      recipient_id: amina.from,
      biz_opaque_callback_data: id,
    }));
    await story.graph.deliver({
      object: 'whatsapp_business_account',
      entry: [
        { id: '200000000000001', changes: [{ field: 'messages', value: { metadata: { phone_number_id: '100000000000001' }, statuses } }] },
      ],
    });
    expect(await message()).toMatchObject({ status: 'delivered', duplicates: 1 });
  });
});

describe('no answer, and nothing was sent', () => {
  test('without a status it is sent once more after 30 seconds, not before', async () => {
    story.graph.inject({ kind: 'reset' });
    await story.say('Habari');
    await becomes('uncertain');
    await story.pass(29);
    expect(story.graph.sent).toEqual([]);
    await story.pass(1);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
    expect(await message()).toMatchObject({ status: 'sent', attempts: 2, doubts: 1, duplicates: 0 });
  });

  test('a second doubt leaves it to a person, who sends it; what waited behind it goes', async () => {
    story.graph.inject({ kind: 'reset' }, 2);
    await story.say('one');
    await becomes('uncertain');
    await story.say('two');
    await story.pass(30);
    await story.watch.until(async () => (await message()).doubts === 2);
    await story.pass(31);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: two']);
    await story.clock.advance(3600_000);
    await story.pass(2);
    expect(story.graph.sent).toHaveLength(1);

    const [failed] = (await story.ask('GET', '/api/failed-sends')).body.items;
    expect(failed).toMatchObject({ text: 'echo: one', status: 'uncertain' });
    expect((await story.ask('POST', `/api/failed-sends/${failed.id}/retry`)).status).toBe(200);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: two', 'echo: one']);
    expect((await story.ask('GET', '/api/failed-sends')).body.items).toEqual([]);
  });

  test('a person cannot send what is still on its way', async () => {
    story.graph.inject({ kind: 'reset' });
    await story.say('Habari');
    const { id } = await becomes('uncertain');
    const answer = await story.ask('POST', `/api/failed-sends/${id}/retry`);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'outbox.not_failed']);
  });
});

describe('the commit that queues a reply', () => {
  const held = async (label: string, say: () => Promise<unknown>, look: () => Promise<void>) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      story.watch.before = (one) => {
        if (one !== label) return;
        story.watch.before = () => undefined;
        resolve();
        return released;
      };
    });
    await say();
    await reached;
    await look();
    release();
    await story.settled();
  };

  test('says that it is being sent, when nothing stands between it and its provider', async () => {
    await held(
      'mark rows',
      () => story.say('Habari'),
      async () => expect(await message()).toMatchObject({ status: 'sending', attempts: 1, sending_at: story.clock.now() }),
    );
    expect(await message()).toMatchObject({ status: 'sent', attempts: 1 });
  });

  test('leaves it waiting when the pace does: it is in no doubt before it may go', async () => {
    await story.reset();
    await story.connect({ limits: { pair: { burst: 1, everySeconds: 60 } } });
    await story.say('one');
    await story.settled();
    await story.say('two');
    await story.watch.until(async () => (await story.outgoing()).length === 2);
    await story.watch.idle();
    expect((await story.outgoing())[1]).toMatchObject({ status: 'pending', attempts: 0, sending_at: null });
  });
});

describe('the sender died between "sending" and "sent"', () => {
  /** What such a death leaves behind: the row stamped, the lane in the hands of nobody who lives. */
  async function dieSending(): Promise<void> {
    await story.database.asOwner('die', [
      plain("update messages set status = 'sending', provider_id = null, sending_at = $1 where direction = 'out'", [story.clock.now()]),
      plain("update conversations set settled = queued - 1, lane_lease = 'the dead', lane_until = $1, lane_due_at = $2", [
        new Date(story.clock.now().getTime() + 60_000),
        story.clock.now(),
      ]),
    ]);
  }

  test('another sender takes over, waits 30 seconds for a status, and sends it once more', async () => {
    await story.say('Habari');
    await story.settled();
    await dieSending();
    await story.pass(62);
    expect(await message()).toMatchObject({ status: 'uncertain', doubts: 1 });
    expect(story.graph.sent).toHaveLength(1);
    await story.pass(31);
    await story.settled();
    expect(story.graph.sent).toHaveLength(2);
  });

  test('what a sender says that has lost the lane puts nothing back, but that it was sent counts', async () => {
    await story.say('Habari');
    await story.settled();
    await dieSending();
    const [row] = await story.rows("select id, conversation_id, contact_id, organization_id from messages where direction = 'out'");
    const { id, conversation_id, contact_id } = row as Record<'id' | 'conversation_id' | 'contact_id', string>;
    const late = { message_id: id, conversation_id, contact_id, lease: 'one before' };
    const mark = (status: Mark['status'], provider_id: string | null) =>
      markRows(
        story.database,
        row?.organization_id as string,
        [{ ...late, status, provider_id, trouble: null, settled: null, due_at: null, release: true }],
        story.clock.now(),
      );
    for (const status of ['pending', 'uncertain', 'failed'] as const) await mark(status, null);
    expect(await message()).toMatchObject({ status: 'sending', doubts: 0 });
    await mark('sent', 'wamid.late');
    expect(await message()).toMatchObject({ status: 'sent', provider_id: 'wamid.late' });
  });

  test('a sender that has lost the lane may not send, also when its stamp meets the new one’s in a batch', async () => {
    await story.say('Habari');
    await story.settled();
    await dieSending();
    const [row] = await story.rows("select id, conversation_id, organization_id from messages where direction = 'out'");
    const stamp = (lease: string) => ({
      message_id: row?.id as string,
      conversation_id: row?.conversation_id as string,
      lease,
      extend: false,
    });
    const now = story.clock.now();
    const may = await stampSending(story.database, row?.organization_id as string, [stamp('one before'), stamp('the dead')], {
      now,
      until: now,
    });
    expect(may).toEqual([false, true]);
  });

  test('a status that was held up by the death settles it instead', async () => {
    await story.say('Habari');
    await story.settled();
    await dieSending();
    await story.pass(62);
    const [sent] = story.graph.sent;
    await story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, 'sent');
    await story.pass(60);
    await story.settled();
    expect(story.graph.sent).toHaveLength(1);
    expect(await message()).toMatchObject({ status: 'sent', provider_id: sent?.id });
  });

  test('after a second death it stays with a person', async () => {
    await story.say('Habari');
    await story.settled();
    await dieSending();
    await story.pass(93);
    await story.settled();
    expect(story.graph.sent).toHaveLength(2);
    await dieSending();
    await story.pass(93);
    await story.settled();
    expect(story.graph.sent).toHaveLength(2);
    expect(await message()).toMatchObject({ status: 'uncertain', doubts: 2 });
  });
});

describe('statuses', () => {
  const sendOne = async () => {
    await story.say('Habari');
    await story.settled();
    const { id, provider_id: providerId } = await message();
    return { id: providerId as string, messageId: id as string };
  };

  test.each([
    [['read', 'delivered', 'sent'], 'read'],
    [['sent', 'failed'], 'failed'],
    [['failed', 'delivered'], 'delivered'],
    [['failed', 'sent'], 'failed'],
    [['delivered', 'failed'], 'delivered'],
    [['sent', 'delivered', 'read'], 'read'],
  ] as const)('%j in this order leaves it %s', async (told, final) => {
    const sent = await sendOne();
    for (const status of told) await story.report(sent, status, status === 'failed' ? 131026 : undefined);
    const row = await message();
    expect(row.status).toBe(final);
    expect(row.trouble).toEqual(final === 'failed' ? expect.objectContaining({ code: 'whatsapp.undeliverable' }) : null);
  });

  test('each says when it happened', async () => {
    const sent = await sendOne();
    const began = story.clock.now().getTime();
    await story.clock.advance(5000);
    await story.report(sent, 'delivered');
    await story.clock.advance(5000);
    await story.report(sent, 'read');
    expect(await message()).toMatchObject({
      sent_at: new Date(began),
      delivered_at: new Date(began + 5000),
      read_at: new Date(began + 10_000),
    });
  });

  test('those of several webhooks that are written together keep their times', async () => {
    await story.say('Habari');
    await story.settled();
    const [sent] = story.graph.sent;
    const report = (status: 'sent' | 'delivered' | 'read') => story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, status);
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    let first = true;
    story.watch.before = async (label) => {
      if (label !== 'settle statuses' || !first) return;
      first = false;
      await held;
    };
    const reports = [report('sent'), report('delivered'), report('read')];
    await story.watch.until(async () => story.watch.labels.includes('settle statuses'));
    await story.watch.idle();
    go();
    await Promise.all(reports);
    story.watch.before = () => undefined;
    expect(await message()).toMatchObject({ status: 'read', delivered_at: expect.any(Date), read_at: expect.any(Date) });
  });

  test('one that overtakes our own mark stays', async () => {
    let told: Promise<number> | undefined;
    // The mark waits until Meta has said "read".
    story.watch.before = async (label) => {
      if (label !== 'mark rows' || told !== undefined) return;
      const [sent] = story.graph.sent;
      told = story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, 'read');
      await told;
    };
    await story.say('Habari');
    await story.settled();
    expect(await told).toBe(200);
    expect(await message()).toMatchObject({ status: 'read', provider_id: story.graph.sent[0]?.id, duplicates: 0 });
    expect(story.graph.sent).toHaveLength(1);
  });
});

describe('sent once more by a person', () => {
  const retry = (id: unknown) => story.ask('POST', `/api/failed-sends/${id}/retry`);
  /** A message that Meta took twice without an answer, and the new one queued in its place, which waits to be sent. */
  async function retryUncertain() {
    story.graph.inject({ kind: 'cut' }, 2);
    await story.say('Habari');
    await becomes('uncertain');
    await story.pass(62);
    await story.settled();
    const old = await message();
    expect(old).toMatchObject({ status: 'uncertain', doubts: 2 });
    const [first] = story.graph.sent;
    story.graph.inject({ kind: 'server_error' });
    const { status, body } = await retry(old.id);
    expect(status).toBe(200);
    await story.watch.until(async () => (await becomes('pending')).attempts === 1);
    return { old, first: { id: first?.id ?? '', messageId: old.id as string }, fresh: body };
  }

  test('it is a new message by the same author, saying the same; the old one keeps its status and names it', async () => {
    const { old, fresh } = await retryUncertain();
    expect(fresh).toMatchObject({ status: 'pending', text: 'echo: Habari', turnId: old.turn_id, author: 'assistant', retriedAs: null });
    expect((await story.ask('GET', `/api/messages/${old.id}`)).body).toMatchObject({ status: 'uncertain', retriedAs: fresh.id });
    expect((await story.ask('GET', '/api/failed-sends')).body.items).toEqual([]);
    const again = await retry(old.id);
    expect([again.status, again.body.error]).toMatchObject([
      409,
      { code: 'outbox.not_failed', details: { status: 'uncertain', retriedAs: fresh.id } },
    ]);
  });

  test('two who do it at once send it once', async () => {
    story.graph.inject({ kind: 'refused', code: 131026 });
    await story.say('Habari');
    const { id } = await becomes('failed');
    const answers = await Promise.all([retry(id), retry(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: Habari']);
  });

  test('a redelivered "sent" of the first try changes only the old one; the new one is sent exactly once', async () => {
    const { old, first, fresh } = await retryUncertain();
    for (const _time of ['late', 'again']) await story.report(first, 'sent');
    expect(await story.outgoing()).toMatchObject([
      { id: old.id, status: 'sent', provider_id: first.id, retried_as: fresh.id },
      { id: fresh.id, status: 'pending', provider_id: null, sent_at: null },
    ]);
    await story.pass(3);
    await story.settled();
    await story.report(first, 'sent');
    await story.pass(60);
    expect(story.graph.sent.filter(({ messageId }) => messageId === fresh.id)).toHaveLength(1);
    expect(story.graph.sent).toHaveLength(3);
    const [, sent] = await story.outgoing();
    expect(sent).toMatchObject({ id: fresh.id, status: 'sent', provider_id: story.graph.sent[2]?.id, duplicates: 0 });
  });

  test('"failed" told again of the first try does not stop the new one', async () => {
    await story.say('Habari');
    await story.settled();
    const { id, provider_id: providerId } = await message();
    const first = { id: providerId as string, messageId: id as string };
    await story.report(first, 'failed', 131026);
    story.graph.inject({ kind: 'server_error' });
    await retry(id);
    await story.watch.until(async () => (await becomes('pending')).attempts === 1);
    await story.report(first, 'failed', 131026);
    await story.pass(3);
    await story.settled();
    expect(story.graph.sent).toHaveLength(2);
    expect((await story.outgoing()).map(({ status }) => status)).toEqual(['failed', 'sent']);
  });
});
