import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { Note, NoteChange, NoteCreation } from '../../contract.ts';
import type { DeskTools } from '../tools.ts';
import { changeNote, removeNote, writeNote } from './notes.ts';

export const exampleNote: Note = {
  id: exampleId,
  conversationId: exampleOtherId,
  text: 'Prefers to be called after five. @Ben, can you do that?',
  author: { kind: 'member', id: exampleOtherId, name: 'Ana Wanjiru' },
  mentions: [{ id: exampleId, name: 'Ben Otieno' }],
  createdAt: exampleTime,
  changedAt: null,
};
const body = { text: exampleNote.text, mentions: [exampleId] };

export function noteRoutes(tools: DeskTools): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/conversations/:id/notes',
      summary: 'Write a note into a conversation',
      description: 'For colleagues: it is never sent. It stands in the timeline.',
      permission: 'notes.write',
      params: IdParams,
      body: NoteCreation,
      response: Note,
      status: 201,
      example: { params: { id: exampleOtherId }, body, response: exampleNote },
      handle: (scope, { params, body }) => writeNote(scope, tools, params.id, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/notes/:id',
      summary: 'Change one’s own note',
      permission: 'notes.write',
      params: IdParams,
      body: NoteChange,
      response: Note,
      errors: ['desk.not_the_author'],
      example: { params: { id: exampleId }, body, response: { ...exampleNote, changedAt: exampleTime } },
      handle: (scope, { params, body }) => changeNote(scope, tools, params.id, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/notes/:id',
      summary: 'Delete a note',
      description: 'One’s own; with the permission `notes.remove` anybody’s.',
      permission: 'notes.write',
      params: IdParams,
      response: z.null(),
      status: 204,
      errors: ['desk.not_the_author'],
      example: { params: { id: exampleId }, response: null },
      async handle(scope, { params }) {
        await removeNote(scope, tools, params.id);
        return null;
      },
    }),
  ];
}
