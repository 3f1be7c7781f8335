import type { Conversation } from './conversation.ts';
import { name } from './name.ts';
export interface Contact { conversations: Conversation[] }
export const called = name;
