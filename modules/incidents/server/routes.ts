import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { downloadParts } from '#platform/files/download.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { pageOf } from '#platform/page.ts';
import { careDefaults } from '#safety/index.ts';
import {
  Acknowledgement,
  Incident,
  IncidentClosing,
  IncidentDetail,
  IncidentFigures,
  IncidentNote,
  SafetySettings,
  SafetySettingsChange,
} from '../contract.ts';
import { countOfIncidents, FiguresQuery } from './count-incidents.ts';
import { exportIncidents } from './export-incidents.ts';
import { getIncident } from './get-incident.ts';
import { acknowledgeIncident, closeIncident, noteIncident, seeIncident } from './handle-incident.ts';
import { lineRoutes } from './line-routes.ts';
import { IncidentQuery, listIncidents } from './list-incidents.ts';
import { phoneRoutes } from './phone-routes.ts';
import { changeSettings, showSettings } from './settings.ts';
import type { IncidentTools } from './tools.ts';

const example: Incident = {
  id: exampleId,
  contactId: exampleOtherId,
  contactName: 'Amina',
  conversationId: exampleOtherId,
  messageId: exampleOtherId,
  severity: 'high',
  categories: ['suicidal'],
  state: 'delivered',
  messages: 2,
  raisedAt: exampleTime,
  calledAt: exampleTime,
  dueAt: '2026-11-20T14:15:00.000Z',
  called: [{ id: exampleId, name: 'Ana Wanjiru' }],
  overdue: false,
  deliveredAt: exampleTime,
  acknowledgedAt: null,
  acknowledgedBy: null,
  answerSeconds: null,
  closedAt: null,
};
const detail: IncidentDetail = {
  ...example,
  findings: [
    {
      messageId: exampleOtherId,
      source: 'message',
      severity: 'high',
      categories: ['suicidal'],
      reason: 'Message needs attention: says that they want to die.',
      words: ['want to die'],
      rules: '1c0a52f7',
      createdAt: exampleTime,
    },
  ],
  contactHidden: false,
  canGive: [],
  suggestion: 'Thank you for telling me. That sounds very painful …',
  entries: [
    {
      id: exampleId,
      kind: 'called',
      actor: { kind: 'system', id: 'incidents', name: null },
      data: { members: [exampleOtherId], step: 0 },
      note: null,
      createdAt: exampleTime,
    },
  ],
};
const done = {
  ...detail,
  state: 'acknowledged' as const,
  acknowledgedAt: exampleTime,
  acknowledgedBy: { id: exampleOtherId, name: 'Ana Wanjiru' },
  answerSeconds: 0,
  dueAt: null,
};
const params = { id: exampleId };
const counts = { moderate: 1, high: 1, imminent: 0 };
const settings: SafetySettings = { ...careDefaults, chain: [], pool: [], followUpTemplate: null, phoneAlerts: null };
const csv = 'text/csv; charset=utf-8';

export function incidentRoutes(tools: IncidentTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/incidents',
      summary: 'List incidents, the newest first',
      description:
        'Messages that need attention, by contact. Members who see some contacts only are shown theirs, and those they were called for. With `contactId` and `state=all` it is a contact’s history.',
      permission: 'incidents.read',
      query: IncidentQuery,
      response: pageOf(Incident),
      example: { query: { limit: 50, state: 'open' }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listIncidents(scope, tools, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/incidents/:id',
      summary: 'Show an incident: what was found, and what was done',
      permission: 'incidents.read',
      params: IdParams,
      response: IncidentDetail,
      example: { params, response: detail },
      handle: (scope, { params: { id } }) => getIncident(scope, tools, id),
    }),
    ...handlingRoutes(tools),
    defineRoute({
      method: 'GET',
      path: '/api/incident-figures',
      summary: 'Show how many incidents are open and how quickly people were there',
      permission: 'incidents.read',
      query: FiguresQuery,
      response: IncidentFigures,
      example: {
        query: { days: 30 },
        response: {
          open: counts,
          unacknowledged: counts,
          days: 30,
          raised: 12,
          inTime: 11,
          falseAlarms: 3,
          medianSeconds: 140,
          slowestSeconds: 700,
        },
      },
      handle: (scope, { query }) => countOfIncidents(scope, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/incident-export',
      summary: 'Download incidents as CSV',
      description: 'Ids, severities and times; no names and nothing that anybody wrote.',
      permission: 'incidents.export',
      download: { type: csv },
      response: z.unknown(),
      example: { response: 'id,contactId,severity\r\n' },
      handle: async (scope) => downloadParts({ type: csv, name: 'incidents.csv' }, await exportIncidents(scope)),
    }),
    ...settingsRoutes(tools),
    ...phoneRoutes(tools),
    ...lineRoutes,
  ];
}

function handlingRoutes(tools: IncidentTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/incidents/:id/see',
      summary: 'Say that a member has been shown the incident',
      description: 'Somebody was reached; people are called all the same until somebody acknowledges it. Doing it again changes nothing.',
      permission: 'incidents.read',
      params: IdParams,
      response: IncidentDetail,
      example: { params, response: detail },
      handle: (scope, { params: { id } }) => seeIncident(scope, tools, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/incidents/:id/acknowledge',
      summary: 'Acknowledge an incident, saying what was done',
      description: 'From now on nobody is called for it, unless it gets worse.',
      permission: 'incidents.handle',
      params: IdParams,
      body: Acknowledgement,
      response: IncidentDetail,
      errors: ['incidents.acknowledged', 'incidents.closed'],
      example: { params, body: { did: 'Called her; she is with her sister.' }, response: done },
      handle: (scope, { params: { id }, body }) => acknowledgeIncident(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/incidents/:id/close',
      summary: 'Close an incident: resolved, or a false alarm',
      description: 'What the contact writes from now on opens a new one.',
      permission: 'incidents.handle',
      params: IdParams,
      body: IncidentClosing,
      response: IncidentDetail,
      errors: ['incidents.closed'],
      example: {
        params,
        body: { outcome: 'resolved', note: 'Seen by Dr Otieno today.' },
        response: { ...done, state: 'resolved', closedAt: exampleTime },
      },
      handle: (scope, { params: { id }, body }) => closeIncident(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/incidents/:id/notes',
      summary: 'Write down something about an incident',
      permission: 'incidents.handle',
      params: IdParams,
      body: IncidentNote,
      response: IncidentDetail,
      status: 201,
      example: { params, body: { note: 'Her brother will call us tonight.' }, response: done },
      handle: (scope, { params: { id }, body }) => noteIncident(scope, tools, id, body),
    }),
  ];
}

function settingsRoutes(tools: IncidentTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/safety/settings',
      summary: 'Show how messages that need attention are dealt with',
      permission: 'safety.read',
      response: SafetySettings,
      example: { response: settings },
      handle: (scope) => showSettings(scope),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/safety/settings',
      summary: 'Change how messages that need attention are dealt with',
      description: 'What is not named stays as it is. From the next message on.',
      permission: 'safety.change',
      body: SafetySettingsChange,
      response: SafetySettings,
      example: {
        body: { chain: [exampleId], quiet: { from: '22:00', to: '07:00' } },
        response: { ...settings, chain: [exampleId], quiet: { from: '22:00', to: '07:00' } },
      },
      handle: (scope, { body }) => changeSettings(scope, tools, body),
    }),
  ];
}
