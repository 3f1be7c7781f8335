import { prepared } from '#platform/db/sql.ts'; // planted
export const markRow = prepared;
