import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { explainConfig, loadConfig, variables } from './config.ts';
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

  test('lists every fault at once, with the name and what to do', () => {
    const faults = faultsOf({
      NODE_ENV: 'production',
      PORT: 'eighty',
      PUBLIC_URL: 'chat.example.org',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
    });
    expect(faults).toEqual([
      'PORT must be a number.',
      'PUBLIC_URL must be a web address such as https://chat.example.org.',
      'DATABASE_URL must begin with postgres:// or postgresql://.',
      'LOG_LEVEL must be debug, info, warn, error or silent.',
      expect.stringContaining('BARAZA_SECRET_KEY is missing'),
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
  test('names every variable and never shows a secret', () => {
    const text = explainConfig({ BARAZA_SECRET_KEY: key, DATABASE_URL: 'postgres://u:hidden@h/d', PORT: '9000' });
    for (const name of Object.keys(variables)) expect(text).toContain(`${name}\n`);
    expect(text).toContain('Now: 9000');
    expect(text).not.toContain(key);
    expect(text).not.toContain('hidden');
  });
});
