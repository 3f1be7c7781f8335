import type { Feature } from '#core/feature.ts';
import { notices } from './notices.ts';
import { remindOfLines } from './remind-of-lines.ts';
import { incidentRoutes } from './routes.ts';
import type { IncidentTools } from './tools.ts';
import { workOnIncidents } from './work.ts';

export { createHearAlerts } from './settle-alert.ts';
export type { IncidentTools } from './tools.ts';
export { createCallNow } from './work.ts';

const people = ['admin', 'agent', 'clinician'] as const;
const organization = { tenancy: 'organization' } as const;
const whose = { contact: [{ column: 'incident_id', through: 'incidents' }] } as const;

/** What people do about messages that need attention. */
export function incidentsModule(tools: IncidentTools): Feature {
  return {
    name: 'incidents',
    summary: 'Incidents: who is called for messages that need attention, and what they did.',
    tables: [
      {
        name: 'incident_entries',
        ...organization,
        personal: true,
        whose,
        retention: 'as long as the incident',
        sealed: { sealed_note: 'organization' },
      },
      { name: 'incident_alerts', ...organization, personal: true, whose, retention: 'as long as the incident' },
      {
        name: 'alert_phones',
        ...organization,
        personal: true,
        whose: { other: 'members' },
        retention: 'until the member takes it away',
        sealed: { sealed_number: 'organization', sealed_asked: 'organization' },
      },
    ],
    permissions: [
      { name: 'incidents.read', summary: 'See messages that need attention, and be called for them.', roles: people, apiKey: true },
      { name: 'incidents.handle', summary: 'Acknowledge and close incidents, and write notes about them.', roles: people, apiKey: true },
      { name: 'incidents.export', summary: 'Download incidents.', roles: ['admin', 'clinician'], apiKey: true },
      { name: 'safety.read', summary: 'See how messages that need attention are dealt with.', roles: people, apiKey: true },
      {
        name: 'safety.change',
        summary: 'Change who is called, how soon, and what the safety gate answers.',
        roles: ['admin'],
        apiKey: false,
      },
    ],
    errors: [
      { code: 'incidents.acknowledged', status: 409, summary: 'Somebody has acknowledged the incident already.' },
      { code: 'incidents.closed', status: 409, summary: 'The incident is closed.' },
      { code: 'incidents.members_only', status: 403, summary: 'It is a member’s own (a phone for alerts); an API key has none.' },
      { code: 'incidents.no_alert_line', status: 409, summary: 'The organization has chosen no line for alerts to phones.' },
      { code: 'incidents.code_not_sent', status: 502, summary: 'The code could not be sent; details say why.' },
      {
        code: 'incidents.code_over',
        status: 409,
        summary: 'No code is waited for: it was used, is older than ten minutes, or was guessed at too often.',
      },
    ],
    notices,
    nouns: [
      { name: 'incidents', personal: true },
      { name: 'safety', personal: false },
      { name: 'safety-lines', personal: false },
      { name: 'alert-phone', personal: true },
    ],
    routes: incidentRoutes(tools),
    // The program calls by itself when something was found (server/boot/on-found.ts); this is for the calls that follow.
    // Told by migrations/0049-flow-starts.sql; a false alarm is not.
    events: [{ name: 'incident.closed', summary: 'People resolved an incident of theirs.', afterDanger: true }],
    tasks: [
      { name: 'call people', everySeconds: 2, run: (host) => workOnIncidents(host, tools) },
      { name: 'remind of help lines', everySeconds: 3600, run: (host) => remindOfLines(host, tools) },
    ],
  };
}
