import { pages } from '../web/pages.ts'; // planted
import { alerts } from '../modules/care/server/index.ts';
export const app = [pages, alerts];
