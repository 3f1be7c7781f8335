import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { asKey } from '#tests/kit/request.ts';
import { amina, clinicLine, clinicSecret, festivalLine, festivalSecret, juma, openStory } from '#tests/kit/story.ts';
import { changeBody, entryOf, messageValue } from '#tools/fake-graph/bodies.ts';

const story = await openStory();
let festival: string;
beforeEach(async () => {
  await story.reset();
  await story.connect();
  festival = await story.connect({ tenant: 'festival' });
});
afterAll(() => story.end());

describe('two organizations on one program', () => {
  test('each answers from its own number and sees its own people only', async () => {
    await story.say('to the clinic', amina);
    const body = changeBody(festivalLine, messageValue(juma, text('to the festival')));
    expect(await story.graph.deliver(body, { secret: festivalSecret })).toBe(200);
    await story.settled();

    expect(story.graph.sent.map(({ phoneNumberId, text: words }) => [phoneNumberId, words]).toSorted()).toEqual([
      [clinicLine.phoneNumberId, 'echo: to the clinic'],
      [festivalLine.phoneNumberId, 'echo: to the festival'],
    ]);
    const names = async (ask: typeof story.ask) => (await ask('GET', '/api/contacts')).body.items.map((one: { name: string }) => one.name);
    expect(await names(story.ask)).toEqual([amina.name]);
    expect(await names(asKey(story.app.server, story.cast.festival))).toEqual([juma.name]);
  });

  test('a message for the festival signed by the clinic is refused, and nothing of it is stored', async () => {
    const forged = changeBody(festivalLine, messageValue(juma, text('forged')));
    expect(await story.graph.deliver(forged, { secret: clinicSecret, attempts: 1 })).toBe(401);
    expect(await everythingOfTheFestival()).toEqual([]);
    expect(story.graph.sent).toEqual([]);
  });

  test('of a mixed body signed by the clinic its own change is taken and the other dropped', async () => {
    const body = {
      object: 'whatsapp_business_account',
      entry: [entryOf(festivalLine, messageValue(juma, text('forged'))), entryOf(clinicLine, messageValue(amina, text('real')))],
    };
    expect(await story.graph.deliver(body, { secret: clinicSecret })).toBe(200);
    await story.settled();
    expect(story.graph.sent.map((sent) => [sent.phoneNumberId, sent.text])).toEqual([[clinicLine.phoneNumberId, 'echo: real']]);
    expect(await everythingOfTheFestival()).toEqual([]);
  });

  test('a status signed by the clinic does not touch a message of the festival', async () => {
    await story.graph.deliver(changeBody(festivalLine, messageValue(juma, text('hello'))), { secret: festivalSecret });
    await story.settled();
    const [sent] = story.graph.sent;
    expect(await story.report({ id: sent?.id ?? '', messageId: sent?.messageId }, 'read')).toBe(200);
    expect((await story.outgoing()).map((row) => row.status)).toEqual(['sent']);
  });

  test('the same person is another contact in each organization', async () => {
    await story.say('hello', amina);
    await story.graph.deliver(changeBody(festivalLine, messageValue(amina, text('hello'))), { secret: festivalSecret });
    await story.settled();
    const contacts = await story.rows('select organization_id from contacts');
    expect(new Set(contacts.map((row) => row.organization_id)).size).toBe(2);
  });
});

/** Whatever a stranger could have left behind, the channel's log included. */
function everythingOfTheFestival() {
  const tables = ['messages', 'contacts', 'conversations', 'identities', 'turns'];
  const union = tables.map((table) => `select '${table}' as found from ${table} where organization_id = $1`).join(' union all ');
  return story.rows(`${union} union all select 'log' from channel_log where organization_id = $1 and channel_id = $2`, [
    story.cast.festival.id,
    festival,
  ]);
}

let count = 0;
function text(body: string) {
  count += 1;
  return { id: `wamid.tenants${count}`, timestamp: String(Math.floor(story.clock.now().getTime() / 1000)), type: 'text', text: { body } };
}
