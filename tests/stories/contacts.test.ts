import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { amina, clinicLine, openStory } from '#tests/kit/story.ts';
import { changeBody } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

const bsuid = 'KE.13491208655302741918';

describe('who writes', () => {
  test('a person without a phone number is answered at their WhatsApp user id', async () => {
    await story.say('Habari', { bsuid, name: 'Zawadi', username: 'zawadi' });
    await story.settled();
    expect(story.textsTo({ bsuid })).toEqual(['echo: Habari']);
    expect(story.graph.sent[0]?.body.recipient).toBe(bsuid);
    const contact = await onlyContact();
    expect(contact.name).toBe('Zawadi');
    expect(contact.identities).toEqual([{ channelType: 'whatsapp', kind: 'bsuid', address: bsuid }]);
  });

  test('a phone number that becomes known later belongs to the same contact', async () => {
    await story.say('one', { bsuid });
    await story.settled();
    await story.say('two', { bsuid, from: amina.from });
    await story.settled();
    await story.say('three', { from: amina.from });
    await story.settled();
    const contact = await onlyContact();
    expect(contact.identities.map((one: { kind: string }) => one.kind)).toEqual(['bsuid', 'phone']);
    expect(contact.statistics.messagesIn).toBe(3);
  });

  test('a user id that becomes known later belongs to the same contact', async () => {
    await story.say('one', { from: amina.from });
    await story.settled();
    await story.say('two', { bsuid, from: amina.from });
    await story.say('three', { bsuid });
    await story.settled();
    expect((await onlyContact()).statistics.messagesIn).toBe(3);
  });

  test('both become known within one webhook: still one contact, in order', async () => {
    const messages = [{ from: amina.from }, { from: amina.from, from_user_id: bsuid }, { from_user_id: bsuid }].map((sender, n) => ({
      ...sender,
      id: `wamid.alias${n}`,
      timestamp: String(Math.floor(story.clock.now().getTime() / 1000)),
      type: 'text',
      text: { body: `m${n}` },
    }));
    expect(await story.graph.deliver(changeBody(clinicLine, { messages }))).toBe(200);
    await story.settled();
    await onlyContact();
    expect(story.graph.sent.map(({ text }) => text)).toEqual(['echo: m0', 'echo: m1', 'echo: m2']);
  });

  test('twenty first messages at once make one contact', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => story.say(`first ${n}`, n % 2 ? { bsuid, from: amina.from } : { bsuid })));
    await story.settled();
    expect((await onlyContact()).statistics).toMatchObject({ messagesIn: 20, messagesOut: 20, conversations: 1 });
  });
});

describe('what is kept', () => {
  test('everything: messages both ways, when they were written, the decision and why, the numbers of the contact', async () => {
    const began = story.clock.now();
    await story.say('Habari', { ...amina, at: began.getTime() - 5000 });
    await story.settled();
    await story.pass(60);
    await story.say('I need an appointment', amina);
    await story.settled();

    const contact = await onlyContact();
    expect(contact).toMatchObject({ name: amina.name, profileName: amina.name, firstSeenAt: began.toISOString() });
    expect(contact.identities).toEqual([{ channelType: 'whatsapp', kind: 'phone', address: amina.from }]);
    expect(contact.statistics).toEqual({
      messagesIn: 2,
      messagesOut: 2,
      conversations: 1,
      firstMessageAt: began.toISOString(),
      lastMessageAt: story.clock.now().toISOString(),
    });

    const [conversation] = (await story.ask('GET', `/api/conversations?contactId=${contact.id}`)).body.items;
    const messages = (await story.ask('GET', `/api/conversations/${conversation.id}/messages?order=oldest`)).body.items;
    expect(messages.map((one: { direction: string; text: string; status: string }) => [one.direction, one.text, one.status])).toEqual([
      ['in', 'Habari', 'received'],
      ['out', 'echo: Habari', 'sent'],
      ['in', 'I need an appointment', 'received'],
      ['out', 'echo: I need an appointment', 'sent'],
    ]);
    expect(messages[0].writtenAt).toBe(new Date(began.getTime() - 5000).toISOString());
    expect(messages[1].providerId).toBe(story.graph.sent[0]?.id);
    expect(story.graph.sent[0]?.messageId).toBe(messages[1].id);

    const turns = (await story.ask('GET', `/api/conversations/${conversation.id}/turns`)).body.items;
    expect(turns).toHaveLength(2);
    expect(turns[0].trace.map((line: { step: string }) => line.step)).toEqual(['guard.safety', 'router.open', 'assistant.echo']);
  });

  test('a kind of message we do not know, in its own form, and it is answered as what it is', async () => {
    await story.graph.receive(amina, { type: 'hologram', hologram: { shape: 'cube', nested: { deep: [1, 2, 3] } } });
    await story.settled();
    const [row] = await story.rows("select kind, raw from messages where direction = 'in'");
    expect(row?.raw).toMatchObject({ type: 'hologram', hologram: { shape: 'cube', nested: { deep: [1, 2, 3] } } });
    expect(story.textsTo(amina)).toEqual([`echo: [${row?.kind}]`]);
  });
});

/** The one contact there is, with everything the API tells. */
async function onlyContact() {
  const { items } = (await story.ask('GET', '/api/contacts')).body;
  expect(items).toHaveLength(1);
  return (await story.ask('GET', `/api/contacts/${items[0].id}`)).body;
}
