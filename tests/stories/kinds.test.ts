import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { amina, clinicLine, openStory } from '#tests/kit/story.ts';
import { changeBody } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
let path: string;
beforeEach(async () => {
  await story.reset();
  await story.connect();
  await story.say('Habari');
  await story.settled();
  const [conversation] = await story.rows('select id from conversations');
  path = `/api/conversations/${conversation?.id}/messages`;
});
afterAll(() => story.end());

const send = (body: unknown) => story.ask('POST', path, { body });
const template = { kind: 'template', name: 'visit_reminder', language: 'en', body: ['Amina', 'Monday'] };

describe('a person or a program sends', () => {
  test.each([
    [{ kind: 'url', text: 'The form is here.', button: 'Open', url: 'https://uzima.example/form' }],
    [{ kind: 'location_request', text: 'Where are you?' }],
    [{ kind: 'form', text: 'A few questions.', button: 'Begin', form: { id: '77' }, screen: 'ONE' }],
    [{ kind: 'image', link: 'https://uzima.example/door.jpg', text: 'The way in' }],
    [{ kind: 'location', latitude: -1.28, longitude: 36.81, name: 'Uzima Clinic' }],
    [{ kind: 'contacts', contacts: [{ name: 'Nurse Njeri', phones: [{ phone: '+447700900125' }] }] }],
    [template],
  ])('%j', async (body) => {
    const sent = await send(body);
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    await story.settled();
    const { body: message } = await story.ask('GET', `/api/messages/${sent.body.id}`);
    expect(message).toMatchObject({ kind: body.kind, status: 'sent', trouble: null });
    expect(story.graph.sent.at(-1)?.messageId).toBe(sent.body.id);
  });

  test('an answer that quotes, and a reaction that is taken back', async () => {
    const { items } = (await story.ask('GET', `${path}?order=oldest`)).body;
    const [theirs, ours] = items as { id: string; providerId: string }[];
    await send({ kind: 'text', text: 'This one', quotes: theirs?.id });
    await send({ kind: 'reaction', emoji: '👍', quotes: theirs?.id });
    await send({ kind: 'reaction', emoji: null, quotes: ours?.id });
    await story.settled();
    expect(story.graph.sent.slice(1).map(({ body: { context, reaction } }) => context ?? reaction)).toEqual([
      { message_id: theirs?.providerId },
      { message_id: theirs?.providerId, emoji: '👍' },
      { message_id: ours?.providerId, emoji: '' },
    ]);
  });
});

describe('a template', () => {
  test('goes out after the window has closed, when nothing else does', async () => {
    await story.pass(1);
    await story.rows("update conversations set last_inbound_at = last_inbound_at - interval '2 days'");
    await send({ kind: 'text', text: 'Are you well?' });
    await send(template);
    await story.settled();
    expect((await story.outgoing()).map((row) => row.status)).toEqual(['sent', 'needs_template', 'sent']);
  });

  test('of which nobody knows whether it arrived is never sent twice by itself; what waits behind it goes', async () => {
    story.graph.inject({ kind: 'cut' });
    await send(template);
    await send({ kind: 'text', text: 'See you then' });
    await story.pass(40);
    await story.settled();
    expect((await story.outgoing()).map((row) => row.status)).toEqual(['sent', 'uncertain', 'sent']);
    expect(story.graph.sent.map(({ type }) => type)).toEqual(['text', 'template', 'text']);
    expect(story.graph.duplicates).toEqual([]);
    const { items } = (await story.ask('GET', '/api/failed-sends')).body;
    expect(items).toMatchObject([{ kind: 'template', status: 'uncertain', trouble: { advice: expect.any(String) } }]);
    expect(story.textsTo(amina).at(-1)).toBe('See you then');
  });
});

describe('a contact sends', () => {
  const last = async () =>
    (await story.ask('GET', `${path}?limit=50`)).body.items.find((one: { direction: string }) => one.direction === 'in');
  const receive = async (part: Readonly<Record<string, unknown>>) => {
    expect((await story.graph.receive(amina, part)).status).toBe(200);
    await story.settled();
    return last();
  };

  test('an answer to a message of ours: the API names ours', async () => {
    const [ours] = await story.outgoing();
    const answer = await receive({ type: 'text', text: { body: 'Yes' }, context: { from: '1', id: ours?.provider_id } });
    expect(answer).toMatchObject({ quotes: ours?.id, quotesProviderId: ours?.provider_id });
    const strange = await receive({ type: 'text', text: { body: 'Yes' }, context: { from: '1', id: 'wamid.unknown' } });
    expect(strange).toMatchObject({ quotes: null, quotesProviderId: 'wamid.unknown' });
  });

  test('a reaction, its removal, an edit and a deletion', async () => {
    const [ours] = await story.outgoing();
    const reaction = (emoji?: string) =>
      receive({ type: 'reaction', reaction: { message_id: ours?.provider_id, ...(emoji ? { emoji } : {}) } });
    expect(await reaction('👍')).toMatchObject({ kind: 'reaction', content: { emoji: '👍' }, quotes: ours?.id });
    expect(await reaction()).toMatchObject({ kind: 'reaction', content: { emoji: null }, quotes: ours?.id });
    const theirs = await story.say('Habri');
    const edited = await receive({
      type: 'edit',
      edit: { original_message_id: theirs, message: { type: 'text', text: { body: 'Habari' } } },
    });
    expect(edited).toMatchObject({ kind: 'edit', text: 'Habari', quotesProviderId: theirs, quotes: expect.any(String) });
    const deleted = await receive({ type: 'revoke', revoke: { original_message_id: theirs } });
    expect(deleted).toMatchObject({ kind: 'delete', quotes: edited.quotes });
  });

  test('from an advertisement, forwarded, about a product', async () => {
    const referral = { source_url: 'https://fb.example/1', source_id: '12', source_type: 'ad', headline: 'Free check-ups' };
    const answer = await receive({
      type: 'text',
      text: { body: 'Hi' },
      referral,
      context: { forwarded: true, referred_product: { catalog_id: '9', product_retailer_id: 'soap' } },
    });
    expect(answer.content).toEqual({
      forwarded: true,
      product: { catalogId: '9', productId: 'soap' },
      referral: { url: 'https://fb.example/1', id: '12', source: 'ad', headline: 'Free check-ups' },
    });
  });

  test('nothing, but Meta tells of a new number: nobody is answered, the next message is the same contact’s, the old number a stranger’s', async () => {
    const system = { type: 'user_changed_number', wa_id: '447700900199', body: 'User Amina changed' };
    const told = await receive({ type: 'system', system });
    expect(told).toMatchObject({ kind: 'system', content: { event: 'number_changed', number: '447700900199' } });
    expect(story.graph.sent).toHaveLength(1);
    await story.say('It is still me', { from: '447700900199' });
    await story.settled();
    expect((await last()).text).toBe('It is still me');
    await story.say('I have this number now', { from: amina.from, name: 'Somebody' });
    await story.settled();
    expect(await story.rows('select id from contacts')).toHaveLength(2);
  });

  test('what nobody understands: it stays raw, and hides nothing', async () => {
    const poll = await receive({ type: 'poll_creation', poll_creation: { question: 'Tea?' } });
    expect(poll).toMatchObject({ kind: 'unsupported', content: { type: 'poll_creation' }, raw: { poll_creation: { question: 'Tea?' } } });
    await story.rows(`update messages set content = '{"latitude":"north"}', kind = 'location' where id = '${poll.id}'`);
    expect(await last()).toMatchObject({ kind: 'unsupported', content: { type: 'location' } });
  });
});

describe('somebody of the organization writes on the phone', () => {
  const echo = (id: string, part: Readonly<Record<string, unknown>>, to = amina.from) =>
    story.graph.deliver(
      changeBody(clinicLine, { message_echoes: [{ from: '1', to, id, timestamp: '1795183200', ...part }] }, 'smb_message_echoes'),
    );

  test('it stands in the conversation as sent, people have it from then on, and it is stored once', async () => {
    const said = { type: 'text', text: { body: 'I will call you' } };
    expect(await echo('wamid.PHONE1', said)).toBe(200);
    expect(await echo('wamid.PHONE1', said)).toBe(200);
    const { items } = (await story.ask('GET', path)).body;
    expect(items[0]).toMatchObject({ direction: 'out', author: 'phone_app', status: 'sent', text: 'I will call you' });
    expect(items).toHaveLength(3);
    await story.say('Thank you');
    await story.settled();
    expect(story.graph.sent).toHaveLength(1);
    const [conversation] = (await story.ask('GET', '/api/conversations')).body.items;
    expect(conversation).toMatchObject({ handler: 'people', handlerReason: 'phone_app' });
  });

  test('what is sent afterwards goes out, also when something was waiting', async () => {
    story.graph.inject({ kind: 'server_error' });
    await send({ kind: 'text', text: 'first' });
    await echo('wamid.PHONE2', { type: 'text', text: { body: 'from the phone' } });
    await send({ kind: 'text', text: 'second' });
    await story.pass(5);
    await story.settled();
    expect(story.textsTo(amina).slice(1)).toEqual(['first', 'second']);
  });

  test('to somebody who never wrote: a new contact', async () => {
    await echo('wamid.PHONE3', { type: 'text', text: { body: 'Your results are here' } }, '447700900177');
    expect(await story.rows('select id from contacts')).toHaveLength(2);
    expect(await story.rows("select text from messages where author = 'phone_app'")).toEqual([{ text: 'Your results are here' }]);
  });
});

describe('an assistant says', () => {
  test('twelve choices as numbers to type, and a number in any script takes one', async () => {
    await story.reset();
    const faq = Array.from({ length: 12 }, (_, n) => ({ q: `Question ${'abcdefghijkl'[n]}?`, a: `Answer ${'abcdefghijkl'[n]}.` }));
    await story.connect({ assistant: { kind: 'offline', faq } });
    await story.say('hello');
    await story.settled();
    const { id, title } = buttonsIn(story.graph.sent.at(-1)?.body).find((one) => /question/i.test(one.title)) ?? { id: '', title: '' };
    await story.graph.receive(amina, { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } });
    await story.settled();
    expect(story.textsTo(amina).at(-1)).toMatch(/1\. Question a\?\n2\. Question b\?.*12\. Question l\?/s);
    for (const [typed, answer] of [
      ['٣', 'Answer c.'],
      ['12.', 'Answer l.'],
      ['option two', 'Answer b.'],
    ] as const) {
      await story.say(typed);
      await story.settled();
      expect(story.textsTo(amina).at(-1)).toBe(answer);
    }
  });

  test('a long text in three parts, in order, also when the second meets a fault', async () => {
    const long = Array.from({ length: 350 }, (_, n) => `This is sentence number ${n}.`).join(' ');
    await story.reset();
    await story.connect();
    // The first part goes, the second is refused for a while.
    story.watch.before = (label) => {
      if (label === 'stamp sending' && story.graph.sent.length === 1) story.graph.inject({ kind: 'server_error' });
    };
    await story.say(long);
    await story.watch.until(async () => (await story.outgoing())[1]?.trouble);
    story.watch.before = () => undefined;
    await story.pass(5);
    await story.settled();
    const parts = story.textsTo(amina);
    expect(parts).toHaveLength(3);
    expect(parts.join('')).toBe(`echo: ${long}`);
    for (const part of parts) expect(part?.trimEnd()).toMatch(/\.$/);
  });
});

function buttonsIn(body: unknown): { id: string; title: string }[] {
  const { action } = (
    body as {
      interactive: {
        action: { buttons?: { reply: { id: string; title: string } }[]; sections?: { rows: { id: string; title: string }[] }[] };
      };
    }
  ).interactive;
  return [...(action.buttons ?? []).map((one) => one.reply), ...(action.sections ?? []).flatMap((section) => section.rows)];
}
