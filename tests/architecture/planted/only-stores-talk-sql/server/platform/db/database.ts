import { Kysely } from 'kysely';
export const database = Kysely;
