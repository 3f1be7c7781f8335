import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { signIn } from '#tests/kit/request.ts';
import { amina, openStory } from '#tests/kit/story.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect({ assistant: { kind: 'offline' } });
});
afterAll(() => story.end());

/** What Amina was sent, with the titles of what she can tap. */
const told = () =>
  story.graph.sent
    .filter(({ to }) => to === amina.from)
    .map(({ body }) => {
      const { text, interactive } = body as {
        text?: { body: string };
        interactive?: { body: { text: string }; action: { buttons?: { reply: { title: string } }[] } };
      };
      const buttons = interactive?.action.buttons?.map(({ reply }) => reply.title);
      return buttons ? `${interactive?.body.text} [${buttons.join(' | ')}]` : (interactive?.body.text ?? text?.body);
    });

/** The id behind a button that was shown. */
function buttonOf(title: string): string {
  const all = story.graph.sent.flatMap(({ body }) => {
    const { interactive } = body as { interactive?: { action: { buttons?: { reply: { id: string; title: string } }[] } } };
    return interactive?.action.buttons?.map(({ reply }) => reply) ?? [];
  });
  const found = all.findLast((one) => one.title === title);
  if (!found) throw new Error(`No button "${title}" was shown.`);
  return found.id;
}

async function says(...texts: string[]) {
  for (const text of texts) {
    await story.say(text);
    await story.settled();
  }
  return told();
}

async function taps(title: string, id = buttonOf(title)) {
  await story.graph.receive(amina, { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } });
  await story.settled();
  return told();
}

async function publish(name: string, nodes: Record<string, object>, more: object = {}): Promise<string> {
  const definition = { format: 1, languages: ['en', 'sw'], start: Object.keys(nodes)[0], nodes, ...more };
  const made = await story.ask('POST', '/api/flows', { body: { name, title: name, definition } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const published = await story.ask('POST', `/api/flows/${made.body.id}/publish`, { body: {} });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  return made.body.id;
}

const keyword = (...words: string[]) => ({ triggers: [{ kind: 'keyword', words: { en: words } }] });
const onboarding = {
  ask_name: {
    kind: 'ask',
    text: { en: 'What is your name?', sw: 'Jina lako ni nani?' },
    answer: { type: 'text' },
    save: 'name',
    next: 'ask_age',
  },
  ask_age: {
    kind: 'ask',
    text: { en: 'How old are you?', sw: 'Una umri gani?' },
    answer: { type: 'number', min: 0, max: 120 },
    save: 'age',
    sensitive: true,
    next: 'grown',
  },
  grown: { kind: 'branch', cases: [{ when: { variable: 'answers.age', is: 'at_least', value: 18 }, next: 'thanks' }], otherwise: 'young' },
  thanks: {
    kind: 'end',
    text: { en: 'Thank you, {{ answers.name | default: "friend" }}.', sw: 'Asante, {{ answers.name | default: "rafiki" }}.' },
    outcome: 'grown',
  },
  young: { kind: 'hand_over', text: 'Somebody will write to you.', reason: 'young' },
};

const runs = async () => (await story.ask('GET', '/api/flow-runs')).body.items;
const lastTrace = async () => {
  const [turn] = (await story.ask('GET', `/api/conversations/${await conversationId()}/turns`)).body.items;
  return turn.trace.map(({ step, outcome }: { step: string; outcome: string }) => `${step}: ${outcome}`);
};
const conversationId = async () => (await story.rows('select id from conversations'))[0]?.id as string;

test('a keyword begins a flow, which asks, takes the answers and decides', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  expect(await says('JOIN!')).toEqual(['What is your name?']);
  expect(await runs()).toMatchObject([
    { flow: 'onboarding', version: 1, state: 'waiting', waitsFor: 'answer', node: 'ask_name', startedBy: 'keyword' },
  ]);
  expect(await says('Amina', 'old enough', '34')).toEqual([
    'What is your name?',
    'How old are you?',
    'Please answer with a number from 0 to 120.',
    'Thank you, Amina.',
  ]);
  expect(await lastTrace()).toEqual([
    'guard.safety: none',
    'router.locked: flow',
    'flow.onboarding.ask_age: answered',
    'flow.onboarding.grown: case',
    'flow.onboarding.thanks: ended',
  ]);
  const [run] = await runs();
  expect(run).toMatchObject({ state: 'ended', outcome: 'grown', waitsFor: null });
  const { body } = await story.ask('GET', `/api/flow-runs/${run.id}`);
  expect(body.answers).toEqual([
    { name: 'name', value: 'Amina', hidden: false },
    { name: 'age', value: null, hidden: true },
  ]);
  expect(body.path.map(({ node, exit }: { node: string; exit: string }) => `${node}: ${exit}`)).toEqual([
    'ask_name: answered',
    'ask_age: answered',
    'grown: case_1',
    'thanks: end',
  ]);
  // Nothing of what was answered stands anywhere but sealed and in the messages themselves.
  const kept = JSON.stringify(
    await story.rows(
      'select routing, (select jsonb_agg(r) from flow_runs r) as runs, (select jsonb_agg(s) from flow_run_steps s) as steps from conversations',
    ),
  );
  expect(kept).not.toContain('Amina');
});

test('after the flow the assistant answers again', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join', 'Amina', '34');
  expect((await says('menu')).at(-1)).toContain('What can I help you with?');
});

test('a photo for a number, a tapped old button, and two answers at once have kind outcomes', async () => {
  const yesNo = (text: string, save: string, next: string) => ({ kind: 'ask', text, answer: { type: 'yes_no' }, save, next });
  await publish(
    'tea',
    { ask_tea: yesNo('Tea?', 'tea', 'ask_milk'), ask_milk: yesNo('Milk?', 'milk', 'bye'), bye: { kind: 'end', text: 'Coming.' } },
    keyword('drink'),
  );
  await says('drink');
  const old = buttonOf('No');
  await taps('Yes');
  expect((await taps('No', old)).at(-1)).toBe('That belongs to an earlier question. This is where we are:\n\nMilk? [Yes | No]');
  expect(await lastTrace()).toContain('flow.tea.ask_milk: old_button');
  await story.graph.receive(amina, { type: 'image', image: { id: '1', mime_type: 'image/jpeg' } });
  await story.settled();
  expect(told().at(-1)).toBe('Please answer yes or no. [Yes | No]');
  expect((await taps('Yes')).at(-1)).toBe('Coming.');
  expect((await taps('No', old)).at(-1)).toBe('That is over already. Write MENU to see what is possible here.');
});

test('an answer that quotes yesterday’s question is no answer to today’s', async () => {
  await publish('onboarding', { ...onboarding, ask_age: { ...onboarding.ask_age, answer: { type: 'text' } } }, keyword('join'));
  await says('join');
  const [first] = await story.outgoing();
  await story.pass(2);
  await says('Amina');
  await story.graph.receive(amina, { type: 'text', text: { body: 'I meant Anna' }, context: { id: first?.provider_id as string } });
  await story.settled();
  expect(told().at(-1)).toBe('That belongs to an earlier question. This is where we are:\n\nHow old are you?');
  expect(await lastTrace()).toContain('flow.onboarding.ask_age: old_question');
});

test('who changes the language in the middle is asked in the new one', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  // "Kiswahili" alone could be an answer: who means the language says so first.
  await says('join', 'language');
  const row = { id: 'language:sw', title: 'Kiswahili' };
  await story.graph.receive(amina, { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } });
  await story.settled();
  expect(told().at(-1)).toBe('Jina lako ni nani?');
  expect((await says('Amina', '34')).at(-1)).toBe('Asante, Amina.');
});

describe('STOP inside a flow', () => {
  const question = 'That is stopped. Should all other messages from Nuru Clinic here stop too? [Stop all messages | Keep messages]';
  const consents = () => story.rows('select given, word from consents');

  test('leaves it and asks; yes opts out with one confirmation, and START brings nothing back', async () => {
    await publish('onboarding', onboarding, keyword('join'));
    expect((await says('join', 'STOP')).at(-1)).toBe(question);
    expect(await runs()).toMatchObject([{ state: 'cancelled', outcome: 'stopped', waitsFor: null, dueAt: null }]);
    expect(await consents()).toEqual([]);
    const before = told().length;
    await taps('Stop all messages');
    expect(told().slice(before)).toEqual([expect.stringContaining('You will not get messages')]);
    expect(await consents()).toEqual([{ given: false, word: 'Stop all messages' }]);
    await says('yes', 'START', 'Amina');
    expect(told()).not.toContain('How old are you?');
  });

  test('anything but yes stays, and is heard; what waits for a time goes on', async () => {
    const nodes = { pause: { kind: 'wait', minutes: 1, next: 'bye' }, bye: { kind: 'end', text: 'Are you well?' } };
    await publish('pause', nodes, keyword('later'));
    await publish('onboarding', onboarding, keyword('join'));
    await says('later', 'join', 'stop');
    expect((await says('join')).at(-1)).toBe('What is your name?');
    expect(await lastTrace()).toContain('guard.stop: stays');
    // A yes now is an answer to the flow.
    expect((await says('yes')).at(-1)).toBe('How old are you?');
    await says('stop', 'no');
    expect(told().at(-1)).toContain('You will go on getting messages');
    expect(await consents()).toEqual([]);
    await story.pass(70);
    await story.settled();
    expect(told().at(-1)).toBe('Are you well?');
  });

  test('opts out at once where the flow advertises', async () => {
    await publish('offer', onboarding, { ...keyword('offer'), marketing: true });
    expect((await says('offer', 'STOP')).at(-1)).toContain('You will not get messages');
    expect(await runs()).toMatchObject([{ state: 'cancelled', outcome: 'opted_out' }]);
  });
});

test('STOP also leaves a flow that waits for a time, even one that is archived; START does not bring it back, and nothing loops', async () => {
  const nodes = { pause: { kind: 'wait', minutes: 1, next: 'bye' }, bye: { kind: 'end', text: 'Are you well?' } };
  const id = await publish('pause', nodes, keyword('later'));
  await says('later');
  expect((await story.ask('POST', `/api/flows/${id}/archive`)).status).toBe(200);
  await says('STOP');
  expect(await runs()).toMatchObject([{ state: 'cancelled', outcome: 'opted_out', waitsFor: null, dueAt: null }]);
  await says('START');
  const before = (await story.rows('select count(*) as n from turns'))[0];
  await story.pass(70);
  await story.settled();
  expect(told()).not.toContain('Are you well?');
  expect((await story.rows('select count(*) as n from turns'))[0]).toEqual(before);
});

test('a flow begun after STOP and START in one breath is not ended by that STOP', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join');
  // Nothing can be committed until all three are written, so that they are of one turn.
  story.watch.before = (label) => {
    if (label === 'commit turns') throw new Error('the database is away');
  };
  for (const text of ['STOP', 'START', 'join']) await story.say(text);
  await story.watch.until(async () => (await story.rows('select 1 from contacts where failures > 0'))[0]);
  await story.watch.idle();
  story.watch.before = () => undefined;
  await story.pass(20);
  await story.settled();
  expect((await runs()).map(({ state }: { state: string }) => state)).toEqual(['waiting', 'cancelled']);
  expect(await story.rows('select id from turns')).toHaveLength(2);
});

test('STOP leaves the flow and opts out although nothing can be read of the flows', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join');
  await story.restart();
  story.watch.before = (label) => {
    if (label.includes('flow')) throw new Error('the database is away');
  };
  await says('STOP');
  expect(await runs()).toMatchObject([{ state: 'cancelled', outcome: 'stopped' }]);
  expect((await says('STOP')).at(-1)).toContain('START');
});

test('a wish for silence that a person writes down ends flows too', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join');
  const [contact] = (await story.ask('GET', '/api/contacts')).body.items;
  for (const given of [false, true]) {
    const body = { conversationId: await conversationId(), given, reason: 'They said so on the phone.' };
    expect((await story.ask('POST', `/api/contacts/${contact.id}/consents`, { body })).status).toBe(201);
  }
  expect(await runs()).toMatchObject([{ state: 'cancelled', outcome: 'opted_out' }]);
  expect(await says('Amina')).not.toContain('How old are you?');
});

test('a person gets the conversation, and the flow goes on when it is given back', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join', 'agent', 'Amina');
  expect(told().at(-1)).toBe('Someone from the team will answer you here.');
  await story.ask('PATCH', `/api/conversations/${await conversationId()}`, { body: { handler: 'assistant' } });
  expect((await says('Amina')).at(-1)).toBe('How old are you?');
});

test('a flow gives the conversation to people', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  expect((await says('join', 'Ben', '12')).at(-1)).toBe('Somebody will write to you.');
  expect((await story.ask('GET', `/api/conversations/${await conversationId()}`)).body).toMatchObject({
    handler: 'people',
    handlerReason: 'young',
  });
});

test('a tapped button of another flow comes between, and the question that waited is asked again', async () => {
  const choices = [{ value: 'hours', title: 'Opening hours' }];
  await publish(
    'hours',
    { tell: { kind: 'say', text: 'From nine to five.', next: 'bye' }, bye: { kind: 'end' } },
    {
      triggers: [
        { kind: 'button', id: 'hours' },
        { kind: 'keyword', words: { en: ['hours'] } },
      ],
    },
  );
  await publish('menu', { offer: { kind: 'say', text: 'Welcome.', choices, next: 'bye' }, bye: { kind: 'end' } }, keyword('shop'));
  await publish('onboarding', onboarding, keyword('join'));
  await says('shop', 'join', 'Amina');
  expect((await taps('Opening hours')).slice(-2)).toEqual(['From nine to five.', 'How old are you?']);
  // The word is no number, so it is a command; where any text would be an answer it is one.
  expect((await says('hours')).slice(-2)).toEqual(['From nine to five.', 'How old are you?']);
  expect((await says('34')).at(-1)).toBe('Thank you, Amina.');
  expect((await says('join', 'hours')).at(-1)).toBe('How old are you?');
});

test('running ones stay on their version; new ones take the new', async () => {
  const id = await publish('onboarding', onboarding, keyword('join'));
  await says('join');
  const nodes = { ...onboarding, ask_age: { ...onboarding.ask_age, text: { en: 'Your age?', sw: 'Umri?' } } };
  const { body } = await story.ask('GET', `/api/flows/${id}`);
  await story.ask('PATCH', `/api/flows/${id}`, { body: { definition: { ...body.draft, nodes } } });
  expect((await story.ask('GET', `/api/flows/${id}/differences`)).body.differences).toEqual([
    { node: 'ask_age', change: 'changed', fields: ['text'] },
  ]);
  expect((await story.ask('POST', `/api/flows/${id}/publish`, { body: { note: 'Shorter.' } })).body).toMatchObject({ version: 2 });
  expect((await says('Amina')).at(-1)).toBe('How old are you?');
  await says('34');
  expect((await says('join', 'Amina')).at(-1)).toBe('Your age?');
  expect((await story.ask('POST', `/api/flows/${id}/roll-back`, { body: { version: 1 } })).body).toMatchObject({
    version: 3,
    changed: false,
  });
  await says('34');
  expect((await says('join', 'Amina')).at(-1)).toBe('How old are you?');
  await story.ask('POST', `/api/flows/${id}/archive`);
  await says('34');
  expect((await says('join')).at(-1)).not.toBe('What is your name?');
});

test('a flow waits in the background and goes on when the time has come; three days of silence end a run', async () => {
  const pause = {
    bye_now: { kind: 'say', text: 'Until later.', next: 'pause' },
    pause: { kind: 'wait', minutes: 1, next: 'ask_well' },
    ask_well: {
      kind: 'ask',
      text: 'Are you well?',
      answer: { type: 'yes_no' },
      save: 'well',
      silence: { minutes: 1, next: 'sorry' },
      next: 'bye',
    },
    sorry: { kind: 'end', text: 'Another time.', outcome: 'silent' },
    bye: { kind: 'end', text: 'Good.' },
  };
  await publish('pause', pause, keyword('later'));
  await says('later');
  expect(await runs()).toMatchObject([{ state: 'waiting', waitsFor: 'time' }]);
  await story.pass(70);
  await story.settled();
  expect(told()).toEqual(['Until later.', 'Are you well? [Yes | No]']);
  await story.pass(70);
  await story.settled();
  expect(told().at(-1)).toBe('Another time.');
  expect(await runs()).toMatchObject([{ state: 'ended', outcome: 'silent' }]);
});

test('a run that cannot go on is tried less and less often, and goes on when it can', async () => {
  const nodes = { pause: { kind: 'wait', minutes: 1, next: 'bye' }, bye: { kind: 'end', text: 'Are you well?' } };
  await publish('pause', nodes, keyword('later'));
  await says('later');
  let tried = 0;
  story.watch.before = (label) => {
    if (label !== 'claim own turn') return;
    tried += 1;
    throw new Error('the database is away');
  };
  await story.pass(120);
  expect(tried).toBeGreaterThan(1);
  // Every five seconds it would be a dozen.
  expect(tried).toBeLessThanOrEqual(5);
  story.watch.before = () => undefined;
  await story.pass(60);
  await story.settled();
  expect(told()).toEqual(['Are you well?']);
  expect(await story.rows('select state, failures from flow_runs')).toEqual([{ state: 'ended', failures: 0 }]);
});

test('a run that nobody can read is given up after five tries, with one notice, and can be tried again', async () => {
  const nodes = { pause: { kind: 'wait', minutes: 1, next: 'bye' }, bye: { kind: 'end', text: 'Are you well?' } };
  const flowId = await publish('pause', nodes, keyword('later'));
  await says('later');
  const [kept] = await story.rows('select id, sealed_state from flow_runs');
  const run = kept as { id: string; sealed_state: string };
  await story.rows("update flow_runs set sealed_state = 'broken'");
  await story.passMinutes(10);
  await story.watch.until(async () => (await story.rows('select 1 from notices'))[0]);
  expect(await story.rows('select state, errors, due_at from flow_runs')).toEqual([{ state: 'waiting', errors: 5, due_at: null }]);
  const notices = (await story.ask('GET', '/api/notices')).body.items;
  expect(notices).toMatchObject([{ kind: 'flows.run_given_up', subject: flowId, text: expect.stringContaining('pause') }]);
  const letters = async () => (await story.ask('GET', '/api/dead-letters?kind=run')).body.items;
  expect(await letters()).toMatchObject([
    { kind: 'run', id: run.id, trouble: { code: 'flows.run_given_up' }, conversationId: await conversationId() },
  ]);

  await story.rows('update flow_runs set sealed_state = $1', [run.sealed_state]);
  const replay = () => story.ask('POST', `/api/dead-letters/${run.id}/replay`, { body: { kind: 'run' } });
  expect((await replay()).status).toBe(200);
  expect(await letters()).toEqual([]);
  expect((await story.ask('GET', '/api/notices')).body.items).toEqual([]);
  await story.pass(10);
  await story.watch.until(async () => (await story.rows("select 1 from flow_runs where state = 'ended'"))[0]);
  await story.settled();
  expect(told()).toEqual(['Are you well?']);
  expect((await replay()).body.error.code).toBe('flows.run_over');
});

test('a run begins again from the start, and what every exit was taken is counted', async () => {
  const id = await publish('onboarding', onboarding, keyword('join'));
  await says('join', 'Amina');
  const [first] = await runs();
  const shown = (await story.ask('GET', `/api/flow-runs/${first.id}`)).body;
  expect(shown.places.toSorted()).toEqual(['ask_age', 'ask_name', 'thanks', 'young']);
  expect(shown.nodes).toContainEqual({ node: 'ask_age', kind: 'ask', title: null });
  const { status, body } = await story.ask('POST', `/api/flow-runs/${first.id}/restart`);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ node: 'ask_name', state: 'waiting', contactName: 'Amina Njeri' });
  await story.settled();
  expect(told().at(-1)).toBe('What is your name?');
  expect(await runs()).toMatchObject([{ state: 'waiting' }, { state: 'cancelled', outcome: 'restarted' }]);

  await says('Amina', '34');
  expect((await story.ask('POST', `/api/flow-runs/${body.id}/restart`)).status).toBe(200);
  await story.settled();
  expect((await story.ask('GET', `/api/flows/${id}/counts`)).body).toMatchObject({
    version: 1,
    steps: 5,
    exits: expect.arrayContaining([
      { node: 'ask_name', exit: 'answered', count: 2 },
      { node: 'grown', exit: 'case_1', count: 1 },
    ]),
    here: [{ node: 'ask_name', count: 1 }],
  });
  expect((await story.ask('GET', '/api/flows')).body.items).toMatchObject([{ name: 'onboarding', running: 1 }]);
});

test('people start, move and cancel runs, and move conversations to stages', async () => {
  const id = await publish('onboarding', onboarding);
  await says('hello');
  const body = { flowId: id, conversationId: await conversationId() };
  const started = await story.ask('POST', '/api/flow-runs', { body });
  expect(started.body, JSON.stringify(started.body)).toMatchObject({ state: 'waiting', node: 'ask_name', startedBy: 'api' });
  await story.settled();
  expect(told().at(-1)).toBe('What is your name?');
  const run = `/api/flow-runs/${started.body.id}`;
  expect((await story.ask('POST', `${run}/move`, { body: { node: 'grown' } })).body.error.message).toBe(
    'node needs answers that the run does not have: age.',
  );
  expect((await story.ask('POST', `${run}/move`, { body: { node: 'ask_age', reason: 'They mistyped it.' } })).body).toMatchObject({
    node: 'ask_age',
  });
  await story.settled();
  expect(told().at(-1)).toBe('How old are you?');
  expect((await story.ask('POST', `${run}/cancel`)).body).toMatchObject({ state: 'cancelled', waitsFor: null });
  expect((await story.ask('POST', `${run}/cancel`)).body.error.code).toBe('flows.run_over');
  expect((await says('34')).at(-1)).not.toBe('Thank you, friend.');
  const moved = await story.ask('PUT', `/api/conversations/${body.conversationId}/stage`, {
    body: { stage: 'intake', reason: 'They asked.' },
  });
  expect(moved.body).toMatchObject({ stage: 'intake' });
  expect((await story.ask('GET', '/api/inbox')).body.items).toMatchObject([{ stage: 'intake' }]);
});

test('in a stage the assistant answers, until the contact says it is over', async () => {
  const leave = [{ said: ['done'], next: 'bye' }];
  await publish(
    'talk',
    {
      talk: { kind: 'assistant', stage: 'listening', opening: 'Tell me.', instructions: 'Listen.', leave },
      bye: { kind: 'end', text: 'Thank you.' },
    },
    keyword('talk'),
  );
  await says('talk');
  expect((await story.ask('GET', `/api/conversations/${await conversationId()}`)).body.stage).toBe('listening');
  await says('mumble grumble');
  expect(await lastTrace()).toContain('router.open: offline');
  expect((await says('done')).at(-1)).toBe('Thank you.');
  expect((await story.ask('GET', `/api/conversations/${await conversationId()}`)).body.stage).toBeNull();
});

test('the program restarts in the middle: the run is where it was, and no question is asked twice', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join', 'Amina');
  await story.restart();
  expect(await says('34')).toEqual(['What is your name?', 'How old are you?', 'Thank you, Amina.']);
});

test('texts go out to a translator and come back into the draft', async () => {
  const id = await publish('onboarding', { ...onboarding, young: { ...onboarding.young, text: { en: 'Somebody will write to you.' } } });
  const { texts } = (await story.ask('GET', `/api/flows/${id}/texts`)).body;
  expect(texts.filter(({ missing }: { missing: string[] }) => missing.length > 0)).toMatchObject([{ text: 'young/text', missing: ['sw'] }]);
  const out = await story.ask('GET', `/api/flows/${id}/texts/csv?language=sw`);
  expect([out.status, out.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  const file = out.body.replace('Somebody will write to you.,,', 'Somebody will write to you.,Mtu atakuandikia.,');
  const back = await story.ask('POST', `/api/flows/${id}/texts`, { body: file, headers: { 'content-type': 'text/csv' } });
  expect(back.body, JSON.stringify(back.body)).toMatchObject({ changed: 1, refused: [], flow: { changed: true } });
  expect(back.body.flow.draft.nodes.young.text).toEqual({ en: 'Somebody will write to you.', sw: 'Mtu atakuandikia.' });
  expect((await story.ask('GET', `/api/flows/${id}/texts/xliff?language=en`)).body.error.code).toBe('bad_request');
  expect(
    (await story.ask('POST', `/api/flows/${id}/texts`, { body: 'a,b', headers: { 'content-type': 'text/csv' } })).body.error.code,
  ).toBe('flows.unreadable_texts');
});

test('what is wrong with a draft is listed with its nodes, and it is not published', async () => {
  const definition = {
    format: 1,
    languages: ['en'],
    start: 'hello',
    nodes: { hello: { kind: 'say', text: 'Hi {{ contact.nme }}' } },
    ...keyword('stop'),
  };
  const { body } = await story.ask('POST', '/api/flows', { body: { name: 'bad', title: 'Bad', definition } });
  const { faults } = (await story.ask('POST', `/api/flows/${body.id}/check`)).body;
  expect(faults.map(({ node, code }: { node: string | null; code: string }) => `${node}: ${code}`)).toEqual([
    'hello: missing_exit',
    'hello: unknown_variable',
    'null: trigger_taken',
  ]);
  expect((await story.ask('POST', `/api/flows/${body.id}/publish`, { body: {} })).body.error.code).toBe('flows.faulty');
  expect((await story.ask('GET', '/api/flow-variables')).body.items.map(({ name }: { name: string }) => name)).toContain('contact.name');
});

test('texts and conditions know tags and attributes, but for sensitive ones', async () => {
  await says('hello');
  const [contact] = (await story.ask('GET', '/api/contacts')).body.items;
  for (const body of [
    { key: 'town', label: 'Town', type: 'text' },
    { key: 'status', label: 'Status', type: 'text', sensitive: true },
  ]) {
    expect((await story.ask('POST', '/api/attributes', { body })).status).toBe(201);
  }
  await story.ask('POST', '/api/tags', { body: { name: 'VIP' } });
  const tagged = await story.ask('POST', `/api/contacts/${contact.id}/tags`, { body: { add: ['VIP'], remove: [] } });
  expect(tagged.status).toBe(200);
  const values = [
    { key: 'town', value: 'Kisumu' },
    { key: 'status', value: 'secret' },
  ];
  expect((await story.ask('PATCH', `/api/contacts/${contact.id}/attributes`, { body: { values } })).status).toBe(200);
  const text = '{{ contact.attributes.town | default: "?" }}, {{ contact.attributes.status | default: "covered" }}, {{ now.time }}';
  const nodes = {
    vip: { kind: 'branch', cases: [{ when: { variable: 'contact.tags', is: 'contains', value: 'vip' }, next: 'tell' }], otherwise: 'bye' },
    tell: { kind: 'say', text, next: 'bye' },
    bye: { kind: 'end' },
  };
  await publish('known', nodes, keyword('known'));
  expect((await says('known')).at(-1)).toMatch(/^Kisumu, covered, \d\d:\d\d$/);
  const listed = (await story.ask('GET', `/api/flow-variables?conversationId=${await conversationId()}`)).body.items;
  const value = (name: string) => listed.find((one: { name: string }) => one.name === name)?.value;
  expect([value('contact.tags'), value('contact.attributes.town'), value('contact.attributes.status')]).toEqual([
    ['VIP'],
    'Kisumu',
    undefined,
  ]);
});

test('a flow may say itself what becomes of another while it waits', async () => {
  await publish('hours', { tell: { kind: 'say', text: 'From nine to five.', next: 'bye' }, bye: { kind: 'end' } }, keyword('hours'));
  const age = {
    ask_age: { kind: 'ask', text: 'Your age?', answer: { type: 'number' }, save: 'age', next: 'bye' },
    bye: { kind: 'end', text: 'Thanks.' },
  };
  for (const meanwhile of ['ignore', 'replace', 'ask']) await publish(meanwhile, age, { ...keyword(`${meanwhile} it`), meanwhile });
  expect((await says('ignore it', 'hours')).at(-1)).toBe('Please answer with a number.');
  await says('34', 'replace it', 'hours');
  expect(told().at(-1)).toBe('From nine to five.');
  expect(await runs()).toMatchObject([
    { flow: 'hours', state: 'ended' },
    { flow: 'replace', state: 'cancelled', outcome: 'replaced' },
    { flow: 'ignore' },
  ]);
  await says('ask it', 'hours');
  expect(told().at(-1)).toBe('We are in the middle of something. Start something else? [Start it | Go on here]');
  expect((await taps('Go on here')).at(-1)).toBe('Your age?');
  await says('hours');
  expect((await taps('Start it')).slice(-2)).toEqual(['From nine to five.', 'Your age?']);
  expect((await says('34')).at(-1)).toBe('Thanks.');
});

test('the first message begins a flow, and no other does', async () => {
  await publish(
    'welcome',
    { hello: { kind: 'say', text: 'Welcome!', next: 'bye' }, bye: { kind: 'end' } },
    { triggers: [{ kind: 'first_message' }] },
  );
  expect(await says('what is this?', 'and this?')).toEqual(['Welcome!', expect.not.stringContaining('Welcome!')]);
});

test('an answer to a flow costs the database the same four scripts as an echo', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join');
  const before = story.watch.labels.length;
  const since = () => story.watch.labels.slice(before);
  await story.say('Amina');
  // Asking the database how far it is would be counted too.
  await story.watch.until(async () => since().includes('mark rows'));
  await story.watch.idle();
  expect(since()).toEqual(['accept', 'commit turns', 'mark rows']);
});

test('replaying a turn changes nothing of where the run is', async () => {
  await publish('onboarding', onboarding, keyword('join'));
  await says('join', 'Amina');
  const ana = await signIn(story.app.server, story.cast.clinic.owner);
  const [turn] = (await ana('GET', `/api/conversations/${await conversationId()}/turns`)).body.items;
  expect((await ana('POST', `/api/turns/${turn.id}/replay`, { body: {} })).status).toBe(200);
  expect((await says('34')).at(-1)).toBe('Thank you, Amina.');
});

describe('what happens while a flow is about to speak counts', () => {
  /** Asks for something while what Amina writes is decided, and lets it be committed only when the asking waits for it. */
  async function askWhileDecided(text: string, ask: () => ReturnType<typeof story.ask>) {
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    story.watch.before = (label) => (label === 'commit turns' ? held : undefined);
    const begun = story.watch.labels.length;
    const since = (label: string) => story.watch.labels.slice(begun).includes(label);
    await story.say(text);
    await story.watch.until(async () => since('commit turns'));
    const asked = ask();
    await story.watch.until(async () => since('claim own turn'));
    commit();
    await story.settled();
    await story.pass(3);
    return asked;
  }

  test('a flow that is started does not speak after a STOP', async () => {
    const id = await publish('onboarding', onboarding);
    await says('hello');
    const body = { flowId: id, conversationId: await conversationId() };
    const answer = await askWhileDecided('STOP', () => story.ask('POST', '/api/flow-runs', { body }));
    expect(answer.body.error?.code).toBe('flows.opted_out');
    expect(told()).not.toContain('What is your name?');
  });

  test('a run that is moved does not speak across people; it can be cancelled', async () => {
    await publish('onboarding', onboarding, keyword('join'));
    await says('join');
    const [{ id }] = await runs();
    const answer = await askWhileDecided('agent', () => story.ask('POST', `/api/flow-runs/${id}/move`, { body: { node: 'ask_age' } }));
    expect(answer.body.error?.code).toBe('flows.with_people');
    expect(told()).not.toContain('How old are you?');
    expect((await story.ask('POST', `/api/flow-runs/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' });
  });

  test('a run whose time has come does not speak when people take the conversation in that moment', async () => {
    const nodes = { pause: { kind: 'wait', minutes: 1, next: 'bye' }, bye: { kind: 'end', text: 'Are you well?' } };
    await publish('pause', nodes, keyword('later'));
    await says('later');
    const path = `/api/conversations/${await conversationId()}`;
    const begun = story.watch.labels.length;
    let taken = false;
    story.watch.before = async (label) => {
      if (label !== 'claim own turn' || taken) return;
      taken = true;
      await story.ask('PATCH', path, { body: { handler: 'people' } });
    };
    await story.pass(70);
    await story.watch.until(async () => story.watch.labels.slice(begun).includes('release turn'));
    expect(told()).not.toContain('Are you well?');
    expect(await runs()).toMatchObject([{ state: 'waiting', waitsFor: 'time' }]);
  });
});
