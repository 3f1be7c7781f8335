import { care } from '../modules/care/server/index.ts';
export const modules = [care];
