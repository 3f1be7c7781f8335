export type { Gap } from './gaps.ts';
export { openTemplates, type Rendered, type Templates } from './open.ts';
