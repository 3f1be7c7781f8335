import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signatureHeaders } from '#platform/signature.ts';

/** docs/running/webhooks.md: the ways to verify accept what we sign, and nothing else. */

const page = readFileSync(join(import.meta.dirname, '../../docs/running/webhooks.md'), 'utf8');
const block = (fence: string) => new RegExp(`^\`\`\`${fence}\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';
const at = new Date('2026-11-20T14:00:00.000Z');
const now = at.getTime() / 1000;
const body = '{"text":"Habari, ĉu vi?"}';
const signed = signatureHeaders(
  [
    { id: 'k1', secret: 'new' },
    { id: 'k2', secret: 'old' },
  ],
  { id: 'e1', at, body },
);

type Case = readonly [what: string, input: { headers: Record<string, string>; body: string; secret: string; now: number }, proven: boolean];
const cases: readonly Case[] = [
  ['the new secret', { headers: signed, body, secret: 'new', now }, true],
  ['the old secret, while it is being replaced', { headers: signed, body, secret: 'old', now: now + 299 }, true],
  ['another secret', { headers: signed, body, secret: 'other', now }, false],
  ['another body', { headers: signed, body: `${body} `, secret: 'new', now }, false],
  ['another id', { headers: { ...signed, 'baraza-id': 'e2' }, body, secret: 'new', now }, false],
  ['a replay after six minutes', { headers: signed, body, secret: 'new', now: now + 360 }, false],
  [
    'an old body with a new time',
    { headers: { ...signed, 'baraza-timestamp': String(now + 360) }, body, secret: 'new', now: now + 360 },
    false,
  ],
  ['no time', { headers: { ...signed, 'baraza-timestamp': '' }, body, secret: 'new', now }, false],
  ['no signature', { headers: { ...signed, 'baraza-signature': '' }, body, secret: 'new', now }, false],
];

describe('in JavaScript', async () => {
  const { isFromBaraza } = await import(`data:text/javascript,${encodeURIComponent(block('js'))}`);
  it.each(cases)('%s', (_what, one, proven) => {
    expect(isFromBaraza(one.headers, Buffer.from(one.body), one.secret, one.now)).toBe(proven);
  });
});

it('in Python', ({ skip }) => {
  const program = `${block('python')}
import json, sys
print(json.dumps([is_from_baraza(one["headers"], one["body"].encode(), one["secret"], one["now"]) for one in json.load(sys.stdin)]))`;
  const input = JSON.stringify(cases.map(([, one]) => one));
  const { error, stdout, stderr } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
  if (error) skip('There is no Python here.');
  expect(JSON.parse(stdout || '[]'), stderr).toEqual(cases.map(([, , proven]) => proven));
});
