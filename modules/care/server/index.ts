import { ReadyFlow } from '#contract/flow-state.ts';
import type { Feature } from '#core/feature.ts';
import { careIntents } from './chat/intents.ts';
import { endsShares, keepsPlan, keepsShares } from './chat/keep-store.ts';
import { careSteps } from './chat/steps.ts';
import safetyPlan from './flows/safety-plan.json' with { type: 'json' };
import { endOpenings } from './openings/end-openings.ts';
import { planRoutes } from './plan-routes.ts';
import { peopleRoutes } from './routes.ts';
import type { CareTools } from './tools.ts';

export { careSentences } from './locales/index.ts';
export type { CareTools } from './tools.ts';

const organization = { tenancy: 'organization' } as const;
const ofPlan = { contact: [{ column: 'plan_id', through: 'safety_plans' }] } as const;

/** For those who look after people: whom, how they are, their safety plans, and access in an emergency. */
export function careModule(tools: CareTools): Feature {
  return {
    name: 'care',
    needs: ['mood'],
    summary: 'People somebody looks after: how they are, their safety plans, and access in an emergency.',
    tables: [
      {
        name: 'care_openings',
        ...organization,
        personal: true,
        whose: { contact: [{ column: 'contact_id' }] },
        retention: 'as long as the contact, as proof of who saw what',
        sealed: { sealed_reason: 'organization' },
      },
      {
        name: 'safety_plans',
        ...organization,
        personal: true,
        whose: { contact: [{ column: 'contact_id' }] },
        retention: 'as long as the contact',
      },
      {
        name: 'safety_plan_steps',
        ...organization,
        personal: true,
        whose: ofPlan,
        retention: 'as long as the plan',
        sealed: { sealed_items: 'organization' },
      },
      {
        name: 'safety_plan_shares',
        ...organization,
        personal: true,
        whose: ofPlan,
        retention: 'as long as the plan, as proof',
        sealed: { sealed_how: 'organization' },
      },
    ],
    permissions: [
      {
        name: 'care.read',
        summary: 'See the people one looks after: how they are, and what they share.',
        roles: ['admin', 'clinician'],
        apiKey: false,
      },
      { name: 'care.write', summary: 'Write safety plans together with people, and send them.', roles: ['clinician'], apiKey: false },
      { name: 'care.assign', summary: 'Give people into the hands of those who look after them.', roles: ['admin'], apiKey: false },
      {
        name: 'care.break_glass',
        summary: 'Open anybody’s record for an hour in an emergency, with a reason that others read.',
        roles: ['admin', 'clinician'],
        apiKey: false,
      },
      {
        name: 'care.statistics',
        summary: 'See what happened by week, in numbers about five people or more.',
        roles: ['admin', 'clinician'],
        apiKey: true,
      },
    ],
    errors: [
      { code: 'care.plan_changed', status: 409, summary: 'The safety plan was changed since the version that was seen.' },
      { code: 'care.plan_not_shared', status: 409, summary: 'The person has a safety plan and does not share it with the asker.' },
      { code: 'care.no_conversation', status: 409, summary: 'The person has never written, so nothing can be sent to them.' },
      { code: 'care.member_only', status: 403, summary: 'Only a member can open a record in an emergency, not an API key.' },
    ],
    notices: [
      {
        kind: 'care.opened',
        for: ['care.assign'],
        text: '{member} opened a person’s record in an emergency.',
        advice: 'Look at the person in the caseload: the reason stands there. Ask {member} if you do not understand it.',
      },
    ],
    nouns: [
      { name: 'care-people', personal: true, tells: 'contact.changed' },
      { name: 'care-openings', personal: true, tells: 'contact.changed' },
    ],
    routes: [...peopleRoutes(tools), ...planRoutes(tools)],
    intents: careIntents(tools),
    steps: careSteps,
    keepers: [keepsPlan, keepsShares, endsShares],
    readyFlows: [ReadyFlow.parse(safetyPlan)],
    tasks: [{ name: 'end emergency openings', everySeconds: 5, run: (host) => endOpenings(host, tools) }],
  };
}
