import type { Feature } from '#core/feature.ts';
import { companionAssistant } from './assistant/index.ts';
import { companionFlows } from './flows/index.ts';
import { companionIntents } from './intents.ts';
import { keepsConsent, keepsDay, keepsPerson } from './keep-store.ts';
import { obeyWithdrawals } from './obey-withdrawals.ts';
import { companionRoutes } from './routes.ts';
import { companionSteps } from './steps.ts';
import { runSummaries } from './summaries/run-summaries.ts';
import type { CompanionTools } from './tools.ts';
import { companionVariables } from './variables.ts';

export { companionSentences } from './locales/index.ts';
export type { Mind } from './mind.ts';
export type { CompanionTools } from './tools.ts';

const ofContact = { tenancy: 'organization', personal: true, whose: { contact: [{ column: 'contact_id' }] } } as const;

/** The one who listens: a program of a service with people, never in their place. */
export function companionModule(tools: CompanionTools): Feature {
  return {
    name: 'companion',
    summary: 'The companion: whom it talks with, what they allowed, and how it listens.',
    tables: [
      { name: 'companion_settings', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
      {
        name: 'companion_people',
        ...ofContact,
        retention: 'as long as the contact',
        sealed: { sealed_name: 'organization', sealed_brings: 'organization', sealed_trusted: 'organization', sealed_pin: 'organization' },
      },
      { name: 'companion_consents', ...ofContact, retention: 'as long as the contact, as proof' },
      { name: 'companion_days', ...ofContact, retention: '90 days', expires: [{ days: 90 }], grows: true },
      {
        name: 'companion_summaries',
        ...ofContact,
        retention: '400 days',
        expires: [{ days: 400 }],
        sealed: { sealed_text: 'organization' },
      },
    ],
    permissions: [
      {
        name: 'companion.read',
        summary: 'See whether the companion is on, and who answers for it.',
        roles: ['admin', 'agent', 'clinician'],
        apiKey: true,
      },
      {
        name: 'companion.configure',
        summary: 'Switch the companion on and off, and name who answers for it.',
        roles: ['admin'],
        apiKey: false,
      },
      {
        name: 'companion.read_people',
        summary: 'See people as the companion knows them, as far as they share it.',
        roles: ['clinician'],
        apiKey: false,
      },
      {
        name: 'companion.summarise',
        summary: 'Have look backs written that are not written yet.',
        roles: ['admin', 'clinician'],
        apiKey: true,
      },
    ],
    errors: [{ code: 'companion.off', status: 409, summary: 'The companion is not switched on.' }],
    nouns: [
      { name: 'companion', personal: false },
      { name: 'care', personal: false },
    ],
    routes: companionRoutes(tools),
    intents: companionIntents,
    steps: companionSteps,
    variables: [companionVariables(tools)],
    readyFlows: companionFlows,
    assistants: [companionAssistant(tools)],
    keepers: [keepsPerson, keepsConsent, keepsDay],
    tasks: [
      { name: 'forget what was taken back', everySeconds: 2, run: (host) => obeyWithdrawals(host, tools) },
      { name: 'look back', everySeconds: 60, run: (host) => runSummaries(host, tools) },
    ],
  };
}
