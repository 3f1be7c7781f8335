import { readFileSync } from 'node:fs'; // planted
import { join } from 'path'; // planted
import type { Message } from '#contract/messages.ts';
import type { Turn } from '#core/turn.ts'; // planted
export const List = (message: Message, turn: Turn) => <p>It isn't {join(readFileSync(message), turn)}</p>;
