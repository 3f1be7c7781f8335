import type { Scope } from '#platform/scope.ts';
import type { Message } from '#contract/messages.ts';
import type { Lease } from './lease.ts';
import type { Assistant } from '#assistants/assistant.ts'; // planted
import { send } from '#outbox/index.ts'; // planted
export type Turn = Scope | Message | Lease | Assistant | typeof send;
