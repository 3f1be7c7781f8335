export const findContact = 1;
