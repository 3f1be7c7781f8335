import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { Team, TeamChange, TeamCreation } from '../../contract.ts';
import type { DeskTools } from '../tools.ts';
import { changeTeam, createTeam, listTeams, removeTeam } from './teams.ts';

const example: Team = { id: exampleId, name: 'Front desk', memberIds: [exampleOtherId], createdAt: exampleTime };
const params = { id: exampleId };

export function teamRoutes(tools: DeskTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/teams',
      summary: 'List the teams and who is in them',
      permission: 'teams.read',
      response: z.object({ items: z.array(Team) }),
      example: { response: { items: [example] } },
      handle: async (scope) => ({ items: await listTeams(scope) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/teams',
      summary: 'Create a team',
      permission: 'teams.change',
      body: TeamCreation,
      response: Team,
      status: 201,
      errors: ['desk.name_taken', 'desk.too_many'],
      example: { body: { name: 'Front desk', memberIds: [exampleOtherId] }, response: example },
      handle: (scope, { body }) => createTeam(scope, tools, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/teams/:id',
      summary: 'Change a team’s name or who is in it',
      permission: 'teams.change',
      params: IdParams,
      body: TeamChange,
      response: Team,
      errors: ['desk.name_taken'],
      example: { params, body: { name: 'Front desk' }, response: example },
      handle: (scope, { params, body }) => changeTeam(scope, tools, params.id, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/teams/:id',
      summary: 'Delete a team',
      description: 'Its conversations stay and are no team’s; its canned replies go with it.',
      permission: 'teams.change',
      params: IdParams,
      response: z.null(),
      status: 204,
      example: { params, response: null },
      async handle(scope, { params }) {
        await removeTeam(scope, params.id);
        return null;
      },
    }),
  ];
}
