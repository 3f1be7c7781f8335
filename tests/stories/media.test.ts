import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { bytesOf } from '#tests/kit/bytes.ts';
import { amina, openStory } from '#tests/kit/story.ts';
import { GraphError } from '#tools/fake-graph/graph-error.ts';

const story = await openStory();
beforeEach(async () => {
  await story.reset();
  await story.connect();
});
afterAll(() => story.end());

const photo = { type: 'image', bytes: bytesOf.jpeg, mimeType: 'image/jpeg', part: { caption: 'My knee' } };
const message = async () => {
  const [row] = await story.rows("select id from messages where content ? 'media' order by created_at desc limit 1");
  return (await story.ask('GET', `/api/messages/${row?.id}`)).body;
};
/** Until the file is there, or will never be. */
const fetched = () =>
  story.watch.until(async () => {
    const now = await message();
    return now.content.media.state !== 'waiting' && now;
  });
/** Until a try has failed and the next one has its time. */
const tried = (attempts: number) =>
  story.watch.until(
    async () => (await story.rows("select id from messages where (content #>> '{media,attempts}')::int = $1", [attempts]))[0],
  );
const read = async (id: string) => {
  const { body } = await story.ask('POST', `/api/files/${id}/links`);
  return story.app.server.inject({ method: 'GET', url: new URL(body.url).pathname });
};

describe('what a contact sends', () => {
  test('a photo with words is echoed about, fetched with the token, and can be seen', async () => {
    await story.graph.receiveFile(amina, photo);
    await story.settled();
    expect(story.textsTo(amina)).toEqual(['echo: My knee']);
    const { kind, text, content } = await fetched();
    expect({ kind, text, content }).toEqual({
      kind: 'image',
      text: 'My knee',
      content: { media: { state: 'stored', file: expect.any(String), mediaType: 'image/jpeg', size: bytesOf.jpeg.length } },
    });
    const answer = await read(content.media.file);
    expect(answer.rawPayload.equals(bytesOf.jpeg)).toBe(true);
    expect(answer.headers['content-type']).toBe('image/jpeg');
    expect(story.graph.media.downloads[0]?.headers.authorization).toBe(`Bearer ${story.graph.plan.accessToken}`);
  });

  test('a voice note stays as it was spoken, and is played in parts', async () => {
    await story.graph.receiveFile(amina, {
      type: 'audio',
      bytes: bytesOf.voice,
      mimeType: 'audio/ogg; codecs=opus',
      part: { voice: true },
    });
    const { kind, content } = await fetched();
    expect({ kind, voice: content.voice }).toEqual({ kind: 'voice', voice: true });
    const headers = { authorization: `Bearer ${story.cast.clinic.apiKey}`, range: 'bytes=0-3' };
    const part = await story.app.server.inject({ method: 'GET', url: `/api/files/${content.media.file}`, headers });
    expect({ status: part.statusCode, type: part.headers['content-type'], text: part.body }).toEqual({
      status: 206,
      type: 'audio/ogg',
      text: 'OggS',
    });
    expect((await read(content.media.file)).rawPayload.equals(bytesOf.voice)).toBe(true);
  });

  test.each([
    { type: 'video', bytes: bytesOf.mp4, mimeType: 'video/mp4' },
    { type: 'document', bytes: bytesOf.pdf, mimeType: 'application/pdf', part: { filename: 'Referral.pdf' } },
    { type: 'sticker', bytes: bytesOf.webp, mimeType: 'image/webp', part: { animated: false } },
  ])('$mimeType', async (file) => {
    await story.graph.receiveFile(amina, file);
    const { kind, content } = await fetched();
    expect({ kind, media: content.media }).toMatchObject({ kind: file.type, media: { state: 'stored', mediaType: file.mimeType } });
  });

  test('nobody else has it: another organization gets 404', async () => {
    await story.graph.receiveFile(amina, photo);
    const { content } = await fetched();
    const headers = { authorization: `Bearer ${story.cast.festival.apiKey}` };
    const answer = await story.app.server.inject({ method: 'GET', url: `/api/files/${content.media.file}`, headers });
    expect(answer.statusCode).toBe(404);
  });
});

describe('a file that is sent', () => {
  const upload = async (bytes: Buffer, mediaType: string, name = 'a') => {
    const headers = { authorization: `Bearer ${story.cast.clinic.apiKey}`, 'content-type': mediaType };
    const answer = await story.app.server.inject({ method: 'POST', url: `/api/files?name=${name}`, headers, payload: bytes });
    return answer.json().id as string;
  };
  const path = async () => {
    const [conversation] = await story.rows('select id from conversations');
    return `/api/conversations/${conversation?.id}/messages`;
  };
  const sendFile = async (body: object) => story.ask('POST', await path(), { body });
  beforeEach(async () => {
    await story.say('Send me the letter');
    await story.settled();
  });
  const sentBody = () => story.graph.sent.at(-1)?.body as Record<string, { id: string }>;

  test('a document reaches the Graph byte for byte, with its name', async () => {
    const file = await upload(bytesOf.pdf, 'application/pdf', 'letter.pdf');
    expect(await sendFile({ kind: 'document', file, fileName: 'Your letter.pdf', text: 'Here it is' })).toMatchObject({ status: 201 });
    await story.settled();
    const { document } = sentBody();
    expect(document).toMatchObject({ filename: 'Your letter.pdf', caption: 'Here it is' });
    const handed = story.graph.media.uploaded(document?.id ?? '');
    expect({ type: handed?.mimeType, same: handed?.bytes.equals(bytesOf.pdf) }).toEqual({ type: 'application/pdf', same: true });
  });

  test('is handed over once, and again when the provider has forgotten it', async () => {
    const file = await upload(bytesOf.png, 'image/png');
    const send = async () => {
      await sendFile({ kind: 'image', file });
      await story.settled();
      return sentBody().image?.id;
    };
    const first = await send();
    expect(await send()).toBe(first);
    await story.rows("update provider_files set created_at = created_at - interval '29 days'");
    expect(await send()).not.toBe(first);
  });

  test('what a contact sent can be sent on', async () => {
    await story.graph.receiveFile(amina, photo);
    const { content } = await fetched();
    await sendFile({ kind: 'image', file: content.media.file, text: 'Is this it?' });
    await story.settled();
    expect(story.graph.media.uploaded(sentBody().image?.id ?? '')?.bytes.equals(bytesOf.jpeg)).toBe(true);
  });

  test('a template with a picture of ours', async () => {
    const file = await upload(bytesOf.png, 'image/png');
    await sendFile({ kind: 'template', name: 'letter', language: 'en', header: { kind: 'image', file } });
    await story.settled();
    expect(story.graph.sent.at(-1)?.type).toBe('template');
  });

  test('the pictures of a template’s cards; one that is not there is named by its place', async () => {
    const cards = [await upload(bytesOf.png, 'image/png'), await upload(bytesOf.jpeg, 'image/jpeg')].map((file) => ({
      header: { kind: 'image', file },
    }));
    expect(await sendFile({ kind: 'template', name: 'rooms', language: 'en', cards })).toMatchObject({ status: 201 });
    await story.settled();
    const ids = JSON.stringify(sentBody()).match(/"id":"(\w+)"/g) ?? [];
    expect(ids.map((id) => story.graph.media.uploaded(id.slice(6, -1))?.bytes.length)).toEqual([bytesOf.png.length, bytesOf.jpeg.length]);
    cards[1] = { header: { kind: 'image', file: '019a9d3e-7b00-7000-8000-00000000dead' } };
    const { body } = await sendFile({ kind: 'template', name: 'rooms', language: 'en', cards });
    expect(body.error).toMatchObject({ code: 'bad_request', details: { field: 'cards[1].header.file' } });
  });

  test('trouble with handing it over is no doubt about the message: it is tried again, and goes once', async () => {
    story.graph.uploadFaults.push(new GraphError(131000, 'Something went wrong', { status: 500 }));
    await sendFile({ kind: 'image', file: await upload(bytesOf.png, 'image/png') });
    await story.watch.until(async () => (await story.outgoing()).at(-1)?.trouble);
    await story.pass(5);
    await story.settled();
    expect(story.graph.sent.map(({ type }) => type)).toEqual(['text', 'image']);
  });

  test('of which nobody knows whether it arrived is left to a person', async () => {
    const file = await upload(bytesOf.png, 'image/png');
    story.graph.inject({ kind: 'cut' });
    await sendFile({ kind: 'image', file });
    await story.watch.until(async () => (await story.outgoing()).at(-1)?.status === 'uncertain');
    await story.pass(40);
    await story.settled();
    expect((await story.outgoing()).at(-1)).toMatchObject({ kind: 'image', status: 'uncertain' });
    expect(story.graph.duplicates).toEqual([]);
  });

  const large = Buffer.concat([bytesOf.png, Buffer.alloc(6 * 1024 * 1024)]);
  test.each([
    { kind: 'audio', bytes: bytesOf.png, reason: /^file is image\/png; as audio this channel takes audio\/aac/ },
    { kind: 'image', bytes: large, reason: /^file has 6 MB; as image this channel takes 5 MB/ },
  ])('$reason is refused before anything is stored', async ({ kind, bytes, reason }) => {
    const { status, body } = await sendFile({ kind, file: await upload(bytes, 'image/png') });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'outbox.not_sendable', message: expect.stringMatching(reason), details: { field: 'file' } });
  });

  test('somebody else’s file is refused like one that is not there', async () => {
    const headers = { authorization: `Bearer ${story.cast.festival.apiKey}`, 'content-type': 'image/png' };
    const foreign = await story.app.server.inject({ method: 'POST', url: '/api/files', headers, payload: bytesOf.png });
    const { body } = await sendFile({ kind: 'image', file: foreign.json().id });
    expect(body.error).toMatchObject({ code: 'bad_request', details: { field: 'file' } });
  });
});

describe('a file that does not come says why', () => {
  test.each([
    ['gone', 'expired', /seven days/],
    ['wrong_type', 'wrong_type', /sent as image\/jpeg/],
    ['endless', 'too_large', /larger than 5 MB/],
    ['elsewhere', 'failed', /not one of WhatsApp/],
  ] as const)('%s: %s', async (fault, state, reason) => {
    story.graph.media.faults.push(fault);
    await story.graph.receiveFile(amina, photo);
    const { content } = await fetched();
    expect(content.media).toEqual({ state, reason: expect.stringMatching(reason), advice: expect.any(String) });
    expect(await story.rows('select id from files')).toEqual([]);
  });

  test('a program that says it is a picture', async () => {
    await story.graph.receiveFile(amina, { ...photo, bytes: bytesOf.program });
    expect((await fetched()).content.media).toMatchObject({ state: 'wrong_type', reason: expect.stringContaining('program') });
  });

  test('a sound that says it is a sticker', async () => {
    await story.graph.receiveFile(amina, { type: 'sticker', bytes: bytesOf.voice, mimeType: 'audio/ogg' });
    expect((await fetched()).content.media).toMatchObject({ state: 'wrong_type' });
  });
});

describe('the provider is in trouble', () => {
  test.each(['server_error', 'truncated', 'redirect'] as const)('%s: it is tried again until it comes', async (fault) => {
    story.graph.media.faults.push(fault, fault);
    await story.graph.receiveFile(amina, photo);
    await tried(1);
    await story.pass(10);
    await tried(2);
    await story.pass(20);
    expect((await fetched()).content.media).toMatchObject({ state: 'stored', size: bytesOf.jpeg.length });
  });

  test('after half a day of trouble it is given up, with the reason', async () => {
    story.graph.media.faults.push(...Array.from({ length: 20 }, () => 'server_error' as const));
    await story.graph.receiveFile(amina, photo);
    for (let attempt = 1; attempt < 12; attempt += 1) {
      await tried(attempt);
      await story.clock.advance(5 * 2 ** attempt * 1000);
      // It looks every five seconds.
      await story.pass(6);
    }
    expect((await fetched()).content.media).toMatchObject({
      state: 'failed',
      reason: 'WhatsApp answered with HTTP 500 instead of the file.',
    });
  });

  test('a dead token costs no try: the file comes once there is a good one', async () => {
    story.graph.setAccessToken('another');
    await story.graph.receiveFile(amina, photo);
    await story.watch.until(async () => (await story.rows("select id from messages where content #>> '{media,refusals}' = '1'"))[0]);
    story.graph.setAccessToken(story.graph.plan.accessToken);
    await story.clock.advance(1800_000);
    await story.pass(6);
    expect((await fetched()).content.media.state).toBe('stored');
  });

  test('what was waiting when the program stopped is fetched by the next one', async () => {
    story.graph.media.faults.push('server_error');
    await story.graph.receiveFile(amina, photo);
    await tried(1);
    await story.restart();
    await story.pass(15);
    expect((await fetched()).content.media.state).toBe('stored');
  });
});
