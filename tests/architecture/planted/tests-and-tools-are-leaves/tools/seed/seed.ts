import { clinic } from '#tests/kit/cast.ts';
export const seed = clinic;
