import type { Selectable } from 'kysely'; // planted
export type Alert = Selectable<never>;
