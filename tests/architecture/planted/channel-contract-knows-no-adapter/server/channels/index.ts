export * from './channel.ts';
export { whatsapp } from './whatsapp/index.ts'; // planted
export type { Accept } from '#inbox/index.ts'; // planted
