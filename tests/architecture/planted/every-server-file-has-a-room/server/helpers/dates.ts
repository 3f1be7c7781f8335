export const day = 86_400; // planted
