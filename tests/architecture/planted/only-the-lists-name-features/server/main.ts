import { whatsapp } from '#channels/whatsapp/index.ts';
import { modules } from './modules.ts';
export const app = [whatsapp, modules];
