import { Button } from '../../../web/ui/button.tsx';
import { openAlerts } from '../server/api.ts'; // planted
import type { Alert } from '../contract.ts';
export const Alerts = (alert: Alert) => <Button>{openAlerts(alert)}</Button>;
