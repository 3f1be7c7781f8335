import { sql } from 'kysely';
export const lanes = sql;
