import { z } from 'zod';
import { ChannelTemplate } from '#contract/channels.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { TemplateChange, TemplateDraft, TemplateLanguage, TemplateName } from '#contract/template-draft.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import type { ChannelTools } from './tools.ts';
import { changeTemplate, createTemplate, getTemplate, removeTemplate } from './write-templates.ts';

const Which = z.object({ id: z.uuid(), name: TemplateName, language: TemplateLanguage });
const params = { id: exampleId, name: 'visit_reminder', language: 'en' };
const change: TemplateChange = {
  category: 'UTILITY',
  header: null,
  body: 'Hello {{1}}, we expect you on {{2}}. Bring your card, please.',
  examples: ['Amina', 'Monday at nine'],
  footer: 'Nuru Clinic',
  buttons: [{ kind: 'quick_reply', text: 'I will come' }],
};
const made: ChannelTemplate = {
  name: params.name,
  language: params.language,
  status: 'PENDING',
  category: 'UTILITY',
  previousCategory: null,
  quality: null,
  reason: null,
  text: {
    header: null,
    body: change.body,
    footer: change.footer,
    buttons: [{ kind: 'quick_reply', text: 'I will come', url: null }],
    offer: false,
    cards: [],
  },
  draft: change,
  changedAt: exampleTime,
};
const permission = 'templates.change';
const refused = ['channels.no_templates', 'channels.provider_refused'] as const;

/** Templates that are made here. */
export function templateRoutes(tools: ChannelTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/channels/:id/templates',
      summary: 'Make a message template and send it to the provider',
      description:
        'Everything the provider is known to refuse is told at once, with its fields. It decides within minutes to a day, and may put the template into another category; what it decides is a webhook of its and a notice here.',
      permission,
      params: z.object({ id: z.uuid() }),
      body: TemplateDraft,
      response: ChannelTemplate,
      status: 201,
      errors: [...refused, 'channels.template_taken'],
      example: { params: { id: exampleId }, body: { name: params.name, language: params.language, ...change }, response: made },
      handle: (scope, { params: { id }, body }) => createTemplate(scope, tools, id, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/channels/:id/templates/:name/:language',
      summary: 'Show a message template',
      permission: 'channels.read',
      params: Which,
      response: ChannelTemplate,
      example: { params, response: { ...made, status: 'APPROVED', quality: 'GREEN' } },
      handle: (scope, { params: which }) => getTemplate(scope, which),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/channels/:id/templates/:name/:language',
      summary: 'Change a message template',
      description:
        'The provider decides about it anew; until then the words of before are not sent any more. Only what is approved, rejected or paused, and what is made of words alone; an approved one keeps its category, and Meta takes one change a day of it.',
      permission,
      params: Which,
      body: TemplateChange,
      response: ChannelTemplate,
      errors: [...refused, 'channels.template_fixed'],
      example: { params, body: change, response: made },
      handle: (scope, { params: which, body }) => changeTemplate(scope, tools, which, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/channels/:id/templates/:name/:language',
      summary: 'Delete a message template',
      description: 'At the provider too, in this language. Meta keeps its name from being taken again for thirty days.',
      permission,
      params: Which,
      response: z.null(),
      status: 204,
      errors: [...refused],
      example: { params, response: null },
      async handle(scope, { params: which }) {
        await removeTemplate(scope, tools, which);
        return null;
      },
    }),
  ];
}
