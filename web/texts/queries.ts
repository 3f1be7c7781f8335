import type { FlowVariable } from '#contract/flow-state.ts';
import type { StoredText, TextVersion } from '#contract/texts.ts';
import { listQuery, oneQuery } from '#web/data/by-address.ts';
import type { InboxRow } from '../../modules/desk/contract.ts';

/** What the pages of texts and variables read, each by its address. */
export const textsQuery = listQuery<StoredText>('/api/texts');
export const textQuery = (id: string) => oneQuery<StoredText>(`/api/texts/${id}`);
export const textVersionsQuery = (id: string) => oneQuery<{ items: TextVersion[] }>(`/api/texts/${id}/versions`);
/** The latest conversations, to read something as somebody there would. */
export const peopleQuery = oneQuery<{ items: InboxRow[] }>('/api/inbox?limit=20', { changes: [] });
export const variablesOf = (conversationId: string) =>
  oneQuery<{ items: FlowVariable[] }>(`/api/flow-variables${conversationId === '' ? '' : `?conversationId=${conversationId}`}`, {
    changes: [],
  });
