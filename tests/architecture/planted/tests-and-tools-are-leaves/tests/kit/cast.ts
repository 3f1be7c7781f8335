import { accept } from '#inbox/accept.ts';
export const clinic = accept;
