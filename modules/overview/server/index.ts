import { exampleId, exampleTime } from '#contract/examples.ts';
import { defineModule, defineRoute } from '#platform/module.ts';
import { Overview } from '../contract.ts';
import { getOverview } from './get-overview.ts';

const hours = (busy: number) => Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 18 ? busy : 0));

const example: Overview = {
  day: '2026-11-20',
  timeZone: 'Africa/Nairobi',
  asOf: exampleTime,
  messages: { today: { in: hours(12), out: hours(15) }, yesterday: { in: hours(10), out: hours(11) } },
  conversations: { open: 240, openIsMore: false, waiting: 4 },
  firstAnswer: {
    people: { conversations: 9, medianSeconds: 340 },
    assistant: { conversations: 81, medianSeconds: 3 },
    unanswered: 2,
    assistantShare: 0.9,
  },
  sends: { failed: 1, error: 0, uncertain: 0, needsTemplate: 3 },
  channels: [{ id: exampleId, name: 'Main line', type: 'whatsapp', state: 'paused', reason: 'The access token is not valid any more.' }],
  notices: 1,
  model: { calls: 64, cost: [{ amount: 0.42, currency: 'USD' }], unknown: 0 },
};

/** What the first page of the staff app shows. */
export const overviewModule = defineModule({
  name: 'overview',
  summary: 'Today’s numbers of the organization.',
  permissions: [
    {
      name: 'overview.read',
      summary: 'See today’s numbers: what was written, answered and not sent, and what needs a look.',
      roles: ['admin', 'agent', 'clinician', 'organiser', 'developer'],
      apiKey: true,
    },
  ],
  routes: [
    defineRoute({
      method: 'GET',
      path: '/api/overview',
      summary: 'Show today’s numbers',
      description: 'In the organization’s time zone. Test contacts are left out; who sees some contacts only gets the numbers of those.',
      permission: 'overview.read',
      response: Overview,
      example: { response: example },
      handle: (scope) => getOverview(scope),
    }),
  ],
});
