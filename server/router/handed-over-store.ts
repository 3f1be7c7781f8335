import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';

/** That a conversation was handed to people, and why, told between its messages. Behind the replies: a page that follows reads on from those. */
export const tellHandOvers = prepared(`
  insert into conversation_events (organization_id, id, conversation_id, kind, actor, actor_id, data, created_at)
  select $1, d.handed_over_as, d.conversation_id, 'handed_over', 'system', 'router', jsonb_build_object('reason', d.handler_reason), $3
  from ${decided(', handed_over_as uuid, handler_reason text')} ${finished}`);
