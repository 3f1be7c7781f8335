import { z } from 'zod';
import { Language } from '#contract/values.ts';
import type { Feature } from '#core/feature.ts';
import { defineStep } from '#core/flow-step.ts';
import { caseRoutes } from './cases/routes.ts';
import { flowRoutes } from './drafts/routes.ts';
import { floorEvents } from './events.ts';
import { givenUpRuns } from './runs/given-up.ts';
import { goOnTask } from './runs/go-on.ts';
import { runRoutes } from './runs/routes.ts';
import { startTask } from './starts/begin-starts.ts';
import { scheduleTask } from './starts/tell-schedules.ts';
import type { FlowTools } from './tools.ts';
import { nowVariables, turnVariables } from './variables/own-variables.ts';

const whose = { contact: [{ column: 'conversation_id', through: 'conversations' }] } as const;
const readers = ['admin', 'agent', 'clinician', 'organiser'] as const;

/** The language the contact is written to from now on, as if they had chosen it in the menu. */
const setLanguage = defineStep({
  name: 'flows.set-language',
  summary: 'Writes to the contact in another language from now on.',
  input: z.strictObject({ language: Language }),
  exits: ['done'],
  run(turn, { language }) {
    turn.apply({ kind: 'set_language', language });
    return { exit: 'done' };
  },
});

/** Flows: what asks questions, decides, waits and does, as people wrote it. */
export function flowsModule(tools: FlowTools): Feature {
  return {
    name: 'flows',
    summary: 'Flows: questions, decisions and waiting, as drafts, versions and runs.',
    tables: [
      { name: 'flows', tenancy: 'organization', personal: false, retention: 'as long as the organization' },
      {
        name: 'flow_versions',
        tenancy: 'organization',
        personal: false,
        retention: 'as long as the organization, for the runs that were on it',
      },
      {
        name: 'flow_runs',
        tenancy: 'organization',
        personal: true,
        whose,
        retention: 'as long as the conversation',
        grows: true,
        sealed: { sealed_state: 'organization' },
      },
      {
        name: 'flow_run_steps',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'run_id', through: 'flow_runs' }] },
        retention: '400 days',
        expires: [{ days: 400 }],
        grows: true,
      },
      { name: 'flow_cases', tenancy: 'organization', personal: false, retention: 'as long as the flow' },
      { name: 'flow_listeners', tenancy: 'organization', personal: false, retention: 'as long as the flow' },
      { name: 'flow_schedules', tenancy: 'organization', personal: false, retention: 'as long as the flow' },
      {
        name: 'flow_starts',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'contact_id' }] },
        retention: '90 days',
        expires: [{ days: 90 }],
        grows: true,
      },
    ],
    permissions: [
      {
        name: 'flows.read',
        summary: 'See the flows, their versions and what is wrong with a draft.',
        roles: [...readers, 'developer'],
        apiKey: true,
      },
      { name: 'flows.change', summary: 'Write drafts of flows.', roles: ['admin', 'organiser', 'developer'], apiKey: true },
      { name: 'flows.publish', summary: 'Publish, roll back and archive flows.', roles: ['admin', 'developer'], apiKey: true },
      { name: 'flow_runs.read', summary: 'See runs of flows and what was answered.', roles: readers, apiKey: true },
      { name: 'flow_runs.read_sensitive', summary: 'See answers that are marked sensitive.', roles: ['clinician'], apiKey: false },
      { name: 'flow_runs.change', summary: 'Start, cancel and move runs of flows.', roles: ['admin', 'agent', 'clinician'], apiKey: true },
    ],
    errors: [
      { code: 'flows.name_taken', status: 409, summary: 'There is a flow of this name.' },
      { code: 'flows.too_many', status: 409, summary: 'The organization has as many flows as it may have.' },
      { code: 'flows.saved_meanwhile', status: 409, summary: 'Somebody saved the draft since it was read.' },
      { code: 'flows.faulty', status: 409, summary: 'The check finds faults; details name them with their nodes.' },
      { code: 'flows.cases_failed', status: 409, summary: 'Tests that are kept with the flow fail; details name them.' },
      { code: 'flows.case_name_taken', status: 409, summary: 'The flow has a test of this name.' },
      { code: 'flows.too_many_cases', status: 409, summary: 'The flow has as many tests as it may have.' },
      { code: 'flows.case_not_kept', status: 409, summary: 'It cannot be kept without sensitive answers, or cannot be played again.' },
      { code: 'flows.unreadable_texts', status: 400, summary: 'The file with texts cannot be read, or is none that was downloaded here.' },
      { code: 'flows.not_published', status: 409, summary: 'The flow is not published, or archived.' },
      { code: 'flows.opted_out', status: 409, summary: 'The contact asked for silence here.' },
      { code: 'flows.stop_asked', status: 409, summary: 'The contact said stop, and has not said yet whether all messages shall end.' },
      { code: 'flows.with_people', status: 409, summary: 'People have the conversation; give it back to the assistant first.' },
      { code: 'flows.run_over', status: 409, summary: 'The run is over already.' },
    ],
    notices: [
      {
        kind: 'flows.run_given_up',
        for: ['flow_runs.change'],
        text: 'The flow “{flow}” could not go on for somebody, five times in a row, and was given up there.',
        advice:
          'GET /api/dead-letters?kind=run lists where. The log of the server says why: “a flow could not go on”. Try again when that is mended, or write to the people yourself.',
      },
    ],
    nouns: [
      { name: 'flows', personal: false },
      { name: 'flow-cases', personal: false },
      { name: 'flow-files', personal: false },
      { name: 'flow-runs', personal: true },
    ],
    routes: [...flowRoutes(tools), ...caseRoutes(tools), ...runRoutes(tools)],
    tasks: [goOnTask(tools), scheduleTask(tools), startTask(tools)],
    events: floorEvents,
    deadLetters: [givenUpRuns],
    variables: [turnVariables, nowVariables],
    steps: [setLanguage],
  };
}
