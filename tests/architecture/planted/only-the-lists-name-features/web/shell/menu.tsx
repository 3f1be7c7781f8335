import { pages } from '../modules.ts';
import { alerts } from '../../modules/care/web/index.tsx'; // planted
export const menu = [pages, alerts];
