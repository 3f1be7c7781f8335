import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { Label, LabelChange, LabelCreation } from '../../contract.ts';
import { changeLabel, createLabel, listLabels, removeLabel } from './labels.ts';

const example: Label = { id: exampleId, name: 'Urgent', colour: 'red', createdAt: exampleTime };
const params = { id: exampleId };

export const labelRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/labels',
    summary: 'List the labels conversations may have',
    permission: 'conversations.read',
    response: z.object({ items: z.array(Label) }),
    example: { response: { items: [example] } },
    handle: async (scope) => ({ items: await listLabels(scope) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/labels',
    summary: 'Create a label',
    permission: 'labels.change',
    body: LabelCreation,
    response: Label,
    status: 201,
    errors: ['desk.name_taken', 'desk.too_many'],
    example: { body: { name: 'Urgent', colour: 'red' }, response: example },
    handle: (scope, { body }) => createLabel(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/labels/:id',
    summary: 'Change a label’s name or colour',
    permission: 'labels.change',
    params: IdParams,
    body: LabelChange,
    response: Label,
    errors: ['desk.name_taken'],
    example: { params, body: { colour: 'red' }, response: example },
    handle: (scope, { params, body }) => changeLabel(scope, params.id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/labels/:id',
    summary: 'Delete a label, from every conversation',
    permission: 'labels.change',
    params: IdParams,
    response: z.null(),
    status: 204,
    example: { params, response: null },
    async handle(scope, { params }) {
      await removeLabel(scope, params.id);
      return null;
    },
  }),
];
