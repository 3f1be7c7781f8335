export const Forgotten = 1; // planted
