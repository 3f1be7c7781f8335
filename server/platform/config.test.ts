import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { explainConfig, loadConfig, tabulateConfig, variables } from './config.ts';
import { BadStart } from './errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baraza-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = Buffer.alloc(32, 7).toString('base64');

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof BadStart) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('needs nothing outside production', () => {
    const config = loadConfig({ BARAZA_DATA_DIR: folder });
    expect(config).toMatchObject({ environment: 'development', host: '127.0.0.1', port: 8080, databaseUrl: null, publicUrl: null });
  });

  test('knows the mail server, and asks who the mails come from', () => {
    const SMTP_URL = 'smtp://user:word@mail.example.org:587';
    const read = (more: object) => loadConfig({ BARAZA_DATA_DIR: folder, ...more });
    expect(read({}).mailServer).toBeNull();
    expect(read({ SMTP_URL, MAIL_FROM: 'Baraza <b@example.org>' }).mailServer).toEqual({ url: SMTP_URL, from: 'Baraza <b@example.org>' });
    expect(faultsOf({ BARAZA_DATA_DIR: folder, SMTP_URL })).toEqual([expect.stringContaining('MAIL_FROM is missing')]);
    for (const MAIL_FROM of ['Baraza', 'a@b\nBcc: c@d', '<a@b>x']) {
      expect(faultsOf({ BARAZA_DATA_DIR: folder, SMTP_URL, MAIL_FROM })).toEqual([expect.stringContaining('MAIL_FROM must be')]);
    }
    expect(faultsOf({ BARAZA_DATA_DIR: folder, SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'a@b.example' })).toEqual([
      expect.stringContaining('SMTP_URL must be'),
    ]);
  });

  test('says when sessions end', () => {
    expect(loadConfig({ BARAZA_DATA_DIR: folder }).sessionTimes).toEqual({ idleSeconds: 7 * 86_400, wholeSeconds: 30 * 86_400 });
    const strict = { BARAZA_DATA_DIR: folder, SESSION_IDLE_MINUTES: '120', SESSION_DAYS: '1' };
    expect(loadConfig(strict).sessionTimes).toEqual({ idleSeconds: 7200, wholeSeconds: 86_400 });
  });

  test('lists every fault at once, with the name and what to do', () => {
    const faults = faultsOf({
      NODE_ENV: 'production',
      PORT: 'eighty',
      PUBLIC_URL: 'chat.example.org',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
      DATABASE_CONNECTIONS: '2.5',
      BARAZA_DATA_DIR: '/proc/baraza',
      BARAZA_PROVISION: join(folder, 'missing.json'),
    });
    expect(faults).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'PUBLIC_URL must be a web address that begins with https:// or http://.',
      'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
      'DATABASE_CONNECTIONS must be a whole number from 2 to 200.',
      'LOG_LEVEL must be debug, info, warn, error or silent.',
      'BARAZA_DATA_DIR: the folder /proc/baraza cannot be used: nothing can be made there. Name another one, or make it writable for this user.',
      `BARAZA_PROVISION: the file ${folder}/missing.json cannot be read (ENOENT).`,
      expect.stringContaining('BARAZA_SECRET_KEY is missing'),
    ]);
  });

  test.each(['80 ', '0x50', '1e3', '-1', '65536', '99999999999', 'NaN'])('takes %j for no port', (PORT) => {
    expect(faultsOf({ PORT, BARAZA_DATA_DIR: folder })).toEqual(['PORT must be a whole number from 0 to 65535.']);
  });

  test('leaves nothing behind when it is wrong', () => {
    faultsOf({ PORT: 'eighty', BARAZA_DATA_DIR: join(folder, 'a/b') });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['{"key":', 'it ends too early.'],
    ['{"key": my-secret}', 'a "m" stands where it cannot.'],
    ['{"key": "my-secret" "b": 1}', 'something is missing or too much at line 1 column 21.'],
    ['', 'it ends too early.'],
  ])('says where a provisioning file stops being JSON, not what stands there: %s', (text, where) => {
    const file = join(folder, 'provision.json');
    writeFileSync(file, text);
    const faults = faultsOf({ BARAZA_DATA_DIR: folder, BARAZA_PROVISION: file });
    expect(faults).toEqual([`BARAZA_PROVISION: the file ${file} is not JSON: ${where}`]);
  });

  test('names a provisioning file that is a folder', () => {
    expect(faultsOf({ BARAZA_DATA_DIR: folder, BARAZA_PROVISION: folder })).toEqual([
      `BARAZA_PROVISION: ${folder} is a folder, not a file.`,
    ]);
  });

  test('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ BARAZA_DATA_DIR: folder, PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8080, databaseUrl: null });
  });

  test('takes the key as base64 or hex, and refuses any other length', () => {
    const hex = Buffer.alloc(32, 7).toString('hex');
    expect(loadConfig({ BARAZA_SECRET_KEY: key }).secretKey).toEqual(loadConfig({ BARAZA_SECRET_KEY: hex }).secretKey);
    expect(faultsOf({ BARAZA_SECRET_KEY: 'c2hvcnQ=' })).toEqual([expect.stringContaining('must be 32 bytes')]);
  });

  test('makes the key once in the data folder, for its owner only', () => {
    const first = loadConfig({ BARAZA_DATA_DIR: folder }).secretKey;
    expect(loadConfig({ BARAZA_DATA_DIR: folder }).secretKey).toEqual(first);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'secret.key'), 'utf8').trim()).toBe(first.toString('base64'));
  });

  test('a slash at the end of the public address is dropped', () => {
    expect(loadConfig({ BARAZA_SECRET_KEY: key, PUBLIC_URL: 'https://chat.example.org/' }).publicUrl).toBe('https://chat.example.org');
  });
});

describe('the explanation', () => {
  test('is the table of docs/running/configuration.md', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/running/configuration.md'), 'utf8');
    expect(page).toContain(`\n\n${tabulateConfig()}\n\n`);
  });

  test('says of each variable what it may be, and of a wrong one that it is wrong', () => {
    const text = explainConfig({ LOG_LEVEL: 'loud' });
    expect(text.match(/^ {2}Allowed: /gm)).toHaveLength(Object.keys(variables).length);
    expect(text).toContain('Allowed: a whole number from 0 to 65535\n  Default: 8080');
    expect(text).toContain('Now: loud; that is wrong, it must be debug, info, warn, error or silent');
  });

  test('names every variable and never shows a secret', () => {
    const text = explainConfig({ BARAZA_SECRET_KEY: key, DATABASE_URL: 'postgres://u:hidden@h/d', PORT: '9000' });
    for (const name of Object.keys(variables)) expect(text).toContain(`${name}\n`);
    expect(text).toContain('Now: 9000');
    expect(text).not.toContain(key);
    expect(text).not.toContain('hidden');
  });
});
