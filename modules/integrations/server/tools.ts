import type { SendTools } from '#outbox/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { HttpClient } from '#platform/http/client.ts';
import type { Limits } from '#platform/http/limits.ts';
import type { MasterKey } from '#platform/secrets.ts';

/** What this module needs beyond a scope, because it also works without one being asked for. */
export interface IntegrationTools {
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly client: HttpClient;
  readonly limits: Limits;
  readonly sending: SendTools;
  /** Whether webhooks may go to a private network, and without https. */
  readonly allowPrivateAddresses: boolean;
  /** Where people and programs reach this server; for the addresses of incoming webhooks. */
  publicUrl(): string;
}
