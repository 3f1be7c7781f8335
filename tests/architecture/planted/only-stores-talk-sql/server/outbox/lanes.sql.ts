import type { Selectable } from 'kysely';
export type Lane = Selectable<never>;
