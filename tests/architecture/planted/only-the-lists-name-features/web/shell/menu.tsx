import { pages } from '../pages.ts';
import { alerts } from '../../modules/care/web/index.tsx'; // planted
export const menu = [pages, alerts];
