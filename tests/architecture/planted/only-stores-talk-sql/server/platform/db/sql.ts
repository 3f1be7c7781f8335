export const prepared = 1;
