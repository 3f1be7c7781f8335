import { gate } from '#safety/index.ts';
import { rules } from '#safety/rules.ts'; // planted
import type { Assistant } from '#assistants/assistant.ts';
import { models } from '#assistants/models/openai.ts'; // planted
import { list } from '#server/modules.ts'; // planted
import { draft } from './draft.ts';
import { words } from './words/index.ts';
export const runTurn = [gate, rules, models, list, draft, words] as Assistant[];
