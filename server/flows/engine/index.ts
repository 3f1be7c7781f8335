export { instantOf, wallClock } from './local-time.ts';
export { readTap } from './question.ts';
export * from './state.ts';
export { step } from './step.ts';
export { lookUp } from './work.ts';
