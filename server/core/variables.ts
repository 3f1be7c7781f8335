import type { Db } from '#platform/db/database.ts';
import type { Turn } from './turn.ts';

/** What texts and conditions may name: "contact.name", "organization.name", "now.hour". Modules declare theirs (`variables`). */
export interface VariableProvider {
  /** Under the names authors use; the word before the first dot may be shared with others. */
  readonly variables: readonly VariableDeclaration[];
  /** Names that each organization makes for itself, below a prefix: "contact.attributes.". */
  readonly open?: {
    readonly prefix: string;
    readonly summary: string;
    /** Only what is listed can be named. */
    readonly complete?: true;
    /** What there is, for the page that lists all. */
    list(about: Pick<VariableScope, 'db' | 'organization'>): Promise<readonly VariableDeclaration[]>;
  };
  /** The values of those that are wanted, by their whole names; one that is left out, null or undefined is not known. */
  read(about: VariableScope, wanted: readonly string[]): Promise<VariableValues> | VariableValues;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly type: 'text' | 'number' | 'yes_no' | 'date' | 'list';
  /** One sentence for an author. */
  readonly summary: string;
  /** What it may be, where there is no contact to look at. */
  readonly example: string | number | boolean | readonly string[];
  /** It always has a value: a text need not say what stands there when nobody knows. */
  readonly always?: true;
}

export type VariableValues = Readonly<Record<string, unknown>>;

/** About whom: as much of a turn as values hang on. */
export interface VariableScope extends Pick<Turn, 'organization' | 'contact' | 'channel' | 'clock'> {
  readonly db: Db;
  readonly conversationId: string;
}
