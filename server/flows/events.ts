import type { FlowEvent } from '#core/flow-events.ts';

/** What the floor tells flows of (migrations/0049-flow-starts.sql). */
export const floorEvents: readonly FlowEvent[] = [
  { name: 'contact.created', summary: 'Somebody is new.' },
  { name: 'conversation.closed', summary: 'Somebody of the organization closed their conversation.' },
  { name: 'conversation.reopened', summary: 'Their conversation is open again.' },
  { name: 'conversation.given_back', summary: 'People gave their conversation back to the assistant.' },
];
