import { Button } from '#web/ui/button.tsx';
import type { Alert } from '../contract.ts';
import type { Label } from '../../desk/contract.ts';
import { InboxPage } from '#web/inbox/inbox-page.tsx'; // planted
export const AlertsPage = (alert: Alert, label: Label) => <Button>{[InboxPage, alert, label]}</Button>;
