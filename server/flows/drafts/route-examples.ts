import { exampleId, exampleTime } from '#contract/examples.ts';
import type { Flow, FlowWithDraft } from '#contract/flow-state.ts';
import type { FlowDefinition } from '#contract/flows.ts';

/** What the examples of all routes of flows are about. */

export const params = { id: exampleId };
export const definition: FlowDefinition = {
  format: 1,
  languages: ['en', 'sw'],
  start: 'ask_name',
  nodes: {
    ask_name: {
      kind: 'ask',
      text: { en: 'What is your name?', sw: 'Jina lako ni nani?' },
      answer: { type: 'text', max: 80 },
      save: 'name',
      attempts: 3,
      next: 'thanks',
    },
    thanks: {
      kind: 'end',
      text: { en: 'Thank you, {{ answers.name | default: "friend" }}.', sw: 'Asante, {{ answers.name | default: "rafiki" }}.' },
    },
  },
  triggers: [{ kind: 'keyword', words: { en: ['hello'] } }],
};
export const example: Flow = {
  id: exampleId,
  name: 'welcome',
  title: 'Welcome',
  state: 'published',
  version: 2,
  changed: false,
  triggers: [{ kind: 'keyword', words: { en: ['hello'] } }],
  running: 3,
  createdAt: exampleTime,
  changedAt: exampleTime,
};
export const whole: FlowWithDraft = { ...example, draft: definition, revision: 5 };
