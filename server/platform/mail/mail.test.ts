import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock } from '#tests/kit/clock.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { createSeededIds } from '#tests/kit/ids.ts';
import { startMailServer } from '#tests/kit/smtp.ts';
import { type Letter, mailLanguages, writeLetter } from './letter.ts';
import { createMail, type MailOptions, type MailOutcome } from './mail.ts';

const smtp = await startMailServer();
afterAll(() => smtp.close());

const clock = createTestClock();
const lines: string[] = [];
const sink = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    done();
  },
});
const log = pino({ base: null }, sink);
let told: string[];
let outcomes: MailOutcome[];
beforeEach(() => {
  told = [];
  outcomes = [];
  lines.length = 0;
  smtp.taken.length = 0;
});

const link = 'https://chat.example.org/reset-password#token=secretsecret';
const letter: Letter = {
  to: 'ana@clinic.example',
  kind: 'reset_password',
  language: 'en',
  values: { name: 'Ana Wanjiru' },
  link,
  organizationIds: ['the clinic'],
};

function open(more: Partial<MailOptions> = {}) {
  return createMail({
    server: { url: smtp.url, from: 'Baraza <baraza@chat.example.org>' },
    folder: join(makeFolder(), 'mail'),
    clock,
    ids: createSeededIds(clock),
    log,
    tellOperator: (sentence) => void told.push(sentence),
    onOutcome: async (outcome) => void outcomes.push(outcome),
    ...more,
  });
}

describe('with a mail server', () => {
  it('sends text and HTML, and tells neither the terminal nor the log', async () => {
    const mail = open();
    mail.send(letter);
    await mail.idle();
    const [message = ''] = smtp.taken;
    expect(message).toContain('From: Baraza <baraza@chat.example.org>');
    expect(message).toContain('To: ana@clinic.example');
    expect(message).toContain('Auto-Submitted: auto-generated');
    expect(message).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(outcomes).toEqual([{ organizationIds: ['the clinic'], failure: null }]);
    expect(mail.works).toBe(true);
    expect(told).toEqual([]);
    expect(lines.join('')).not.toMatch(/secretsecret|ana@|Wanjiru/);
  });

  it('tries again later what is refused for now, and what was cut', async () => {
    const mail = open();
    smtp.moods.push('451', 'cut');
    mail.send(letter);
    await mail.idle();
    expect(smtp.taken).toHaveLength(0);
    await clock.advance(10_000);
    await mail.idle();
    expect(smtp.taken).toHaveLength(0);
    await clock.advance(60_000);
    await mail.idle();
    expect(smtp.taken).toHaveLength(1);
    expect(outcomes.map((one) => one.failure)).toEqual([null]);
  });

  it('gives up after four attempts, says why, and quotes nobody', async () => {
    const mail = open();
    smtp.moods.push('451', '451', '451', '451');
    mail.send(letter);
    for (const wait of [10_000, 60_000, 300_000, 3_600_000]) {
      await mail.idle();
      await clock.advance(wait);
    }
    await mail.idle();
    expect(outcomes).toEqual([{ organizationIds: ['the clinic'], failure: expect.stringContaining('451') }]);
    expect(lines.join('')).not.toMatch(/secretsecret|ana@|Wanjiru/);
  });

  it('does not try again what will never be taken', async () => {
    const mail = open();
    smtp.moods.push('550');
    mail.send(letter);
    await mail.idle();
    expect(outcomes.map((one) => one.failure)).toEqual(['the mail server does not take this address (550)']);
  });

  it('sends a password only encrypted', async () => {
    const mail = open({ server: { url: smtp.url.replace('//', '//user:word@'), from: 'baraza@chat.example.org' } });
    mail.send(letter);
    await mail.idle();
    expect(smtp.taken).toHaveLength(0);
    expect(outcomes.map((one) => one.failure)).toEqual(['the mail server offers no encryption']);
    await mail.stop();
  });

  it('stops without waiting for what is to be tried again', async () => {
    const mail = open();
    smtp.moods.push('451');
    mail.send(letter);
    await mail.stop();
    await clock.advance(10_000);
    expect(smtp.taken).toHaveLength(0);
  });
});

describe('without a mail server', () => {
  it('keeps the mail for the operator alone, and tells the link to the terminal, not to the log', async () => {
    const folder = join(makeFolder(), 'mail');
    const mail = open({ server: null, folder });
    mail.send(letter);
    await mail.idle();
    const [name = ''] = readdirSync(folder);
    expect(name).toMatch(/^2026-11-20T.*-reset_password-[0-9a-f]{8}\.eml$/);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, name), 'utf8')).toContain('To: ana@clinic.example');
    expect(told.join('')).toContain(link);
    expect(lines.join('')).not.toMatch(/secretsecret|ana@|Wanjiru/);
    expect(mail.works).toBe(false);
  });

  it('says nothing of mails without a link', async () => {
    const mail = open({ server: null });
    mail.send({ ...letter, kind: 'password_changed', link: undefined });
    await mail.idle();
    expect(told).toEqual([]);
  });

  it('removes them after seven days, and nothing else', async () => {
    const folder = join(makeFolder(), 'mail');
    mkdirSync(folder);
    for (const [name, days] of [
      ['old.eml', 8],
      ['new.eml', 6],
      ['old.txt', 8],
    ] as const) {
      writeFileSync(join(folder, name), '');
      const at = clock.now().getTime() / 1000 - days * 86_400;
      utimesSync(join(folder, name), at, at);
    }
    const end = open({ server: null, folder }).start();
    await expect.poll(() => readdirSync(folder).sort()).toEqual(['new.eml', 'old.txt']);
    end();
  });
});

describe('a letter', () => {
  const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

  it.each(['ur', 'sw'] as const)('exists in %s as in English: every sentence, gap and button', (language) => {
    const there = mailLanguages[language];
    expect(Object.keys(there.roles)).toEqual(Object.keys(mailLanguages.en.roles));
    for (const [kind, english] of Object.entries(mailLanguages.en.letters)) {
      const letterThere = there.letters[kind as Letter['kind']];
      expect(letterThere.lines.map(gaps), kind).toEqual(english.lines.map(gaps));
      expect(gaps(letterThere.subject), kind).toEqual(gaps(english.subject));
      expect(letterThere.button === undefined, kind).toBe(english.button === undefined);
      expect(letterThere.subject, kind).not.toBe(english.subject);
    }
  });

  it('is written in the language of the person, from right to left where that is so', () => {
    const urdu = writeLetter({ ...letter, language: 'ur-PK' });
    expect(urdu.html).toContain('<html lang="ur" dir="rtl">');
    expect(urdu.text).toContain('السلام علیکم Ana Wanjiru،');
    expect(writeLetter({ ...letter, language: 'sw' }).text).toContain('Habari Ana Wanjiru,');
    for (const other of [null, 'fr', 'ur-Latn', 'swe']) expect(writeLetter({ ...letter, language: other }).text).toContain('Hello Ana');
  });

  it('holds the link as text and as a button, loads nothing, and takes names for text', () => {
    const invitation = writeLetter({
      kind: 'invitation',
      language: 'en',
      values: { inviter: '<b>Eve</b>\r\nBcc: all@example.org', organization: 'A & B', role: 'agent' },
      link,
    });
    expect(invitation.subject).not.toMatch(/[\r\n]/);
    expect(invitation.text).toContain(link);
    expect(invitation.html).toContain('&#60;b&#62;Eve');
    expect(invitation.html).toContain('A &#38; B');
    expect(invitation.html).not.toMatch(/<img|<script|<link|src=|url\(/);
    expect(invitation.html.match(/https?:\/\/[^"<]+/g)?.every((one) => one === link)).toBe(true);
  });
});
