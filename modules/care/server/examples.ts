import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import type { CarePerson, CarePersonDetail, CareStatistics, Opening, PlanState } from '../contract.ts';

export const examplePerson: CarePerson = {
  id: exampleId,
  name: 'Amina',
  clinicians: [{ id: exampleOtherId, name: 'Ana Wanjiru' }],
  opened: false,
  attention: { incidentId: exampleOtherId, severity: 'high', acknowledged: false, watchedUntil: exampleTime },
  lastMood: { at: exampleTime, source: 'self', score: 3, label: 'sad', valence: -0.6 },
  direction: 'worse',
  lastWroteAt: exampleTime,
  reviewAt: exampleTime,
  needsNow: true,
};

const opening: Opening = {
  id: exampleOtherId,
  member: { id: exampleOtherId, name: 'Ben Otieno' },
  reason: 'She called the desk in despair, and Ana is away.',
  at: exampleTime,
  endsAt: exampleTime,
  endedAt: null,
};

export const exampleDetail: CarePersonDetail = {
  ...examplePerson,
  language: 'sw',
  openings: [opening],
  moods: [{ at: exampleTime, source: 'self', score: 3, label: 'sad', valence: -0.6 }],
  memories: [{ id: exampleOtherId, text: 'Has a sister, Zawadi.', at: exampleTime }],
  patterns: [{ id: exampleOtherId, text: 'Sleeps badly on Sundays', count: 6, firstAt: exampleTime, lastAt: exampleTime, confirmed: null }],
};

export const examplePlan: PlanState = {
  state: 'shared',
  plan: {
    version: 2,
    steps: {
      signs: [{ text: 'I stop answering my sister', phone: null }],
      alone: [{ text: 'Walk to the market and back', phone: null }],
      places: [{ text: 'The choir', phone: null }],
      people: [{ text: 'Zawadi', phone: '+254 712 345 678' }],
      professionals: [{ text: 'Ana Wanjiru, the clinic', phone: '+254 20 123 4567' }],
      safer: [{ text: 'My brother keeps the key of the cupboard', phone: null }],
      living: [{ text: 'My daughter', phone: null }],
    },
    changedAt: exampleTime,
    changedBy: { kind: 'contact', name: null },
    reviewedAt: exampleTime,
    reviewAt: exampleTime,
    versions: [{ number: 2, at: exampleTime, by: { kind: 'contact', name: null }, steps: ['people'] }],
    sharedWith: [{ id: exampleOtherId, name: 'Ana Wanjiru', since: exampleTime, by: 'contact' }],
    lines: ['Befrienders Kenya: 0722 178 177'],
    emergency: '999',
  },
};

export const exampleStatistics: CareStatistics = {
  timeZone: 'Africa/Nairobi',
  fewest: 5,
  weeks: [
    {
      from: '2026-11-16',
      people: 48,
      messages: 911,
      incidents: { all: 17, moderate: 9, high: null, imminent: null },
      answerSeconds: 240,
      moods: { all: 120, low: 31, middle: 60, high: 29 },
    },
  ],
};
