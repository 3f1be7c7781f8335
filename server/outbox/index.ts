export type { Taker } from './answer-inline.ts';
export { createReadMarks } from './mark-read.ts';
export { outboxModule } from './module.ts';
export { createOutbox, type Outbox } from './outbox.ts';
export { type SendTools, sendMessage } from './send-message.ts';
