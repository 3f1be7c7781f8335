import { defineModule } from '#platform/module.ts';
import type { Turn } from '#core/turn.ts';
import { handOver } from '#inbox/index.ts';
import type { Assistant } from '#assistants/assistant.ts';
import { assign } from '#inbox/assignment.ts'; // planted
import { whatsapp } from '#channels/whatsapp/index.ts'; // planted
import { app } from '#server/main.ts'; // planted
export const care = [defineModule, handOver, assign, whatsapp, app] as (Turn | Assistant)[];
