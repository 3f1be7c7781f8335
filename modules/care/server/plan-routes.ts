import { z } from 'zod';
import { exampleId, exampleOtherId } from '#contract/examples.ts';
import { Id } from '#contract/identifiers.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PlanReview, PlanSharing, PlanState, PlanWriting } from '../contract.ts';
import { examplePlan } from './examples.ts';
import { getPlan } from './plan/get-plan.ts';
import { reviewPlan } from './plan/review-plan.ts';
import { sendPlan } from './plan/send-plan.ts';
import { sharePlan, unsharePlan } from './plan/share-plan.ts';
import { writePlan } from './plan/write-plan.ts';
import type { CareTools } from './tools.ts';

const params = { id: exampleId };
const Member = z.strictObject({ memberId: z.uuid() });
const Sent = z.object({ messageIds: z.array(Id).describe('A long plan takes several messages.'), conversationId: Id });
const notShared = ['not_found', 'care.plan_not_shared'];

export function planRoutes(tools: CareTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/care-people/:id/plan',
      summary: 'Show a person’s safety plan, where they share it with the asker',
      description: 'It is the person’s own. Reading it is written down (`GET /api/audit`).',
      permission: 'care.read',
      audited: true,
      params: IdParams,
      response: PlanState,
      example: { params, response: examplePlan },
      handle: (scope, { params: { id } }) => getPlan(scope, tools, id),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/care-people/:id/plan',
      summary: 'Write a safety plan down together with the person',
      description: 'Steps that are not named stay as they are. What each step said before is kept.',
      permission: 'care.write',
      params: IdParams,
      body: PlanWriting,
      response: PlanState,
      errors: [...notShared, 'care.plan_changed'],
      example: { params, body: { seenVersion: 1, steps: { living: [{ text: 'My daughter', phone: null }] } }, response: examplePlan },
      handle: (scope, { params: { id }, body }) => writePlan(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/plan/review',
      summary: 'Say that the plan was looked at together, and still holds',
      permission: 'care.write',
      params: IdParams,
      body: PlanReview,
      response: PlanState,
      errors: notShared,
      example: { params, body: { days: 90 }, response: examplePlan },
      handle: (scope, { params: { id }, body }) => reviewPlan(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/plan/send',
      summary: 'Send the person their own plan in the chat',
      permission: 'care.write',
      params: IdParams,
      response: Sent,
      errors: [...notShared, 'care.no_conversation'],
      example: { params, response: { messageIds: [exampleOtherId], conversationId: exampleOtherId } },
      handle: (scope, { params: { id } }) => sendPlan(scope, tools, id),
    }),
    ...sharing(tools),
  ];
}

function sharing(tools: CareTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/plan/share',
      summary: 'Write down that the person lets another member see their plan',
      description: 'Only whoever sees the plan already can. In the chat the person says it themselves.',
      permission: 'care.write',
      params: IdParams,
      body: PlanSharing,
      response: PlanState,
      errors: notShared,
      example: { params, body: { memberId: exampleOtherId, how: 'Told me on the phone today.' }, response: examplePlan },
      handle: (scope, { params: { id }, body }) => sharePlan(scope, tools, id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/care-people/:id/plan/unshare',
      summary: 'Write down that the person does not let a member see their plan any more',
      permission: 'care.write',
      params: IdParams,
      body: Member,
      response: PlanState,
      errors: notShared,
      example: { params, body: { memberId: exampleOtherId }, response: examplePlan },
      handle: (scope, { params: { id }, body }) => unsharePlan(scope, tools, id, body.memberId),
    }),
  ];
}
