import type { Me } from '#contract/accounts.ts';
import { speak } from '#web/i18n/i18n.ts';
import { tell } from '#web/ui/toast.tsx'; // planted
import { Root } from '../shell/root.tsx'; // planted
export const session = (me: Me) => [speak, tell, Root, me];
