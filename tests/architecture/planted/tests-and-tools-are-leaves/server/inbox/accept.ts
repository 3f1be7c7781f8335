import { clinic } from '#tests/kit/cast.ts'; // planted
import { sample } from './testdata/sample.ts'; // planted
export { proof } from './accept.test.ts'; // planted
export { store } from './store.ts';
export const accept = [clinic, sample];
