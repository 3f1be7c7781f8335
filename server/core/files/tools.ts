import type { Database } from '#platform/db/database.ts';
import type { Files } from '#platform/files/files.ts';
import type { OrganizationKey } from '#platform/secrets.ts';

/** What files need beyond a scope. */
export interface FileTools {
  readonly database: Database;
  readonly files: Files;
  publicUrl(): string;
  /** For a link, which is opened by nobody in particular. Throws when there is no such organization. */
  openKey(organizationId: string): Promise<OrganizationKey>;
}

/** The largest file any channel takes: a document on WhatsApp. */
export const uploadBytesMax = 100 * 1024 * 1024;
