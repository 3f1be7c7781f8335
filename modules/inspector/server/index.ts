import { defineModule, type ModuleDefinition } from '#platform/module.ts';
import { inspectorRoutes } from './routes.ts';
import type { InspectorTools } from './tools.ts';

export type { InspectorTools } from './tools.ts';

/** Looking into decisions: why, and what would be decided now. */
export function inspectorModule(tools: InspectorTools): ModuleDefinition {
  return defineModule({
    name: 'inspector',
    summary: 'Why a conversation was answered as it was, and what would be answered now.',
    permissions: [
      {
        name: 'turns.replay',
        summary: 'Decide once more over what was decided, without sending; a model that is asked costs.',
        roles: ['admin', 'agent', 'clinician', 'organiser'],
        apiKey: false,
      },
      {
        name: 'assistants.try',
        summary: 'Try settings of an assistant that are not in use.',
        roles: ['admin'],
        apiKey: false,
      },
    ],
    errors: [{ code: 'inspector.nothing_kept', status: 409, summary: 'Nothing is kept of what the decision was made over.' }],
    routes: inspectorRoutes(tools),
  });
}
