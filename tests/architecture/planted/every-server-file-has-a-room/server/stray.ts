export const stray = 1; // planted
