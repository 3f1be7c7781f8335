import { alerts } from '../modules/care/web/index.tsx';
export const pages = [alerts];
