/** What an assistant is. It stands in core, because modules declare theirs. */
export { type Assistant, defineAssistant } from '#core/assistant.ts';
