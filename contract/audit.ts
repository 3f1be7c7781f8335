import { z } from 'zod';
import { Time } from './values.ts';

export const AuditEntry = z.object({
  position: z.int().describe('One after the other in the organization, without a gap.'),
  at: Time,
  actor: z.object({ kind: z.enum(['member', 'api_key', 'system']), id: z.string() }),
  action: z.string().describe('The method and the address: "POST /api/channels/:id/disable".'),
  object: z.string().nullable().describe('The id of what was changed; of contacts, conversations and messages a pseudonym of it.'),
  requestId: z.string().describe('As in the header x-request-id and in the log.'),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
