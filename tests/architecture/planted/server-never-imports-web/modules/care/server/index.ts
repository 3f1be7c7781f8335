import { title } from '../web/alerts.tsx'; // planted
export const alerts = title;
