import { sql } from 'kysely'; // planted
import { find } from './store.ts';
export const accept = [sql, find];
