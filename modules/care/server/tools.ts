import type { Live } from '#core/live/live.ts';
import type { SendTools } from '#outbox/index.ts';
import type { Accounts } from '#platform/auth/accounts.ts';
import type { Database } from '#platform/db/database.ts';
import type { Say } from '#platform/i18n.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { RoleName } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import type { CarePersonDetail, Mood } from '../contract.ts';
import type { Cell } from './statistics/hide-small.ts';

/** What this module needs beyond a scope. */
export interface CareTools {
  readonly database: Database;
  /** Sentences to contacts. */
  readonly say: Say;
  /** Names and addresses of people. */
  readonly accounts: Pick<Accounts, 'describe'>;
  readonly mail: Pick<Mail, 'works' | 'send'>;
  readonly live: Live;
  readonly sending: SendTools;
  permissionsOfRole(role: RoleName): ReadonlySet<string>;
  publicUrl(): string;
  /** The program itself in an organization, with every permission. */
  scopeOf(organizationId: string, part: string): Promise<Scope>;
  /** Whether the person agreed that this member sees what is kept of how they are. */
  mayShare(scope: Scope, contactId: string, memberId: string): Promise<boolean>;
}

/** What is kept of how people are, for those they share it with. */
export interface Mind {
  /** Whether this member may see what is kept of the person: they share it. */
  mayShare(scope: Scope, contactId: string, memberId: string): Promise<boolean>;
  /** The oldest first. */
  moodsOf(scope: Scope, contactId: string, since: Date): Promise<readonly Mood[]>;
  lastMoods(scope: Scope, contactIds: readonly string[]): Promise<ReadonlyMap<string, Mood>>;
  /** Null: nothing is kept of that. */
  readonly memoriesOf: ((scope: Scope, contactId: string) => Promise<NonNullable<CarePersonDetail['memories']>>) | null;
  readonly patternsOf: ((scope: Scope, contactId: string) => Promise<NonNullable<CarePersonDetail['patterns']>>) | null;
  /** What people said of themselves in a time, with how many people that was: 1 to 3, 4 to 7, 8 to 10. Absent: nobody counts. */
  countMoods?(scope: Scope, time: CountedTime): Promise<Readonly<Record<'all' | 'low' | 'middle' | 'high', Cell>>>;
}

export interface CountedTime {
  readonly from: Date;
  readonly to: Date;
  /** Only this member's people; null: all. */
  readonly only: string | null;
}
