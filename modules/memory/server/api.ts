/** What other modules may ask of memory. Whoever shows it to somebody asks first whether it is theirs to see. */
export { type Draft, extract } from './extract.ts';
export { forget, forgetAll, forgetAllInside } from './forget.ts';
export { keep, type NewMemory } from './keep.ts';
export { type Pattern, patternsOf } from './look-for-patterns.ts';
export { memoriesOf } from './memories.ts';
export { offerPattern, patternToOffer } from './offer-pattern.ts';
export { patternInBrief, patternInWords } from './pattern-words.ts';
export type { PatternKind } from './patterns.ts';
export { type RecallWanted, recall } from './recall.ts';
