import type { Journal } from '#inbox/index.ts';
import type { HashPassword } from '#platform/auth/password.ts';
import type { SessionTimes } from '#platform/auth/session.ts';
import type { Bus } from '#platform/bus.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { MailServer } from '#platform/mail/mail.ts';
import type { Scope } from '#platform/scope.ts';
import type { MasterKey } from '#platform/secrets.ts';
import type { Collector } from '#platform/telemetry/spans.ts';

/** What a contact agreed to. */
export interface Consents {
  mayReadMood(scope: Scope, contactId: string): Promise<boolean>;
  mayRemember(scope: Scope, contactId: string): Promise<boolean>;
  mayShare(scope: Scope, contactId: string, memberId: string): Promise<boolean>;
}

/** What the program is given: by `npm start` from the configuration, by a test as it likes. */
export interface AppOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly journal: Journal | null;
  /** Where files are kept. */
  readonly filesFolder: string;
  /** Where mails lie when there is no mail server. */
  readonly mailFolder: string;
  readonly mailServer: MailServer | null;
  readonly sessionTimes: SessionTimes;
  /** How the passwords of new accounts are hashed; as they should be, unless said. */
  readonly hashPassword?: HashPassword;
  readonly version: string;
  readonly trustProxy: boolean;
  /** Where traces go; null: none are made. */
  readonly collector: Collector | null;
  /** Who brings it may read metrics; null: only this machine itself. */
  readonly metricsToken: string | null;
  readonly https: boolean;
  /** Where the app for browsers was built. */
  readonly webFolder: string;
  readonly allowPrivateAddresses: boolean;
  readonly limits: Config['limits'];
  readonly redisUrl: string | null;
  /** To the other processes on the database. */
  readonly bus: Bus;
  /** What this process does: everything, answer requests, or work on what is due. */
  readonly role: Config['role'];
  /** What people agreed to that is kept of them; nothing, unless said. */
  readonly consents?: Consents;
  /** Known only once the server listens, when it listens on a free port. */
  publicUrl(): string;
  /** A sentence for the person at the terminal, and for nobody else: it is in no log. */
  tellOperator(sentence: string): void;
}
