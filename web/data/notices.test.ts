import { expect, it } from 'vitest';
import type { Notice } from '#contract/notices.ts';
import { groupNotices } from './notices.ts';

let ids = 0;
const notice = (kind: string, subject: string, values: Record<string, string> = {}, more: Partial<Notice> = {}) => {
  ids += 1;
  return { id: `n${ids}`, kind, subject, values, since: '2026-11-20T10:00:00Z', seenAt: null, closedAt: null, ...more } as Notice;
};
const read = (...notices: Notice[]) =>
  groupNotices(notices).map(({ notice: { subject }, ids: { length }, place }) => [subject, length, place]);

it('says once what says the same, with how often, and leads to the list of them', () => {
  const same = ['a', 'b', 'c'].map((id) => notice('incidents.unanswered', id, { severity: 'high' }));
  expect(read(...same, notice('incidents.unanswered', 'd', { severity: 'imminent' }))).toEqual([
    ['a', 3, '/incidents'],
    ['d', 1, '/incidents/d'],
  ]);
});

it('is new as long as one of them is', () => {
  const seen = { seenAt: '2026-11-20T11:00:00Z' };
  const news = (...more: Partial<Notice>[]) =>
    groupNotices(more.map((one) => notice('incidents.not_delivered', 'a', {}, one))).map(({ isNew }) => isNew);
  expect([news(seen, {}), news(seen, seen)]).toEqual([[true], [false]]);
});

it.each([
  ['channels.paused', '/settings/channels/x'],
  ['models.key_refused', '/settings/models/x'],
  ['integrations.subscription_disabled', '/settings/webhooks/x'],
  ['organizations.mail_failed', '/settings/members'],
  ['safety.unread', '/incidents'],
  ['safety.unsafe_answer', '/turns/x'],
  ['incidents.no_lines', '/settings/safety'],
  ['incidents.lines_expire', '/settings/safety'],
  ['incidents.not_delivered', '/incidents/x'],
  ['later.than_this_app', null],
])('%s leads to %s', (kind, place) => {
  expect(read(notice(kind, 'x'))).toEqual([['x', 1, place]]);
});
