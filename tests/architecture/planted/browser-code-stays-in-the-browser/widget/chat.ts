import { newId } from '#platform/ids.ts'; // planted
export const chat = newId;
