import { accept } from '#inbox/accept.ts';
export const app = accept;
