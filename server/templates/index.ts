export type { Gap } from './gaps.ts';
export { openTemplates, type Rendered, StoredWords, type Templates } from './open.ts';
