export const findEvent = 1;
