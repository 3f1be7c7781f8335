import { Button } from '#web/ui/button.tsx';
import { useActions } from '#web/shell/actions.ts';
import { Row } from './row.tsx';
import { ContactCard } from '../contacts/card.tsx'; // planted
export const InboxPage = () => <Button>{[useActions, Row, ContactCard]}</Button>;
