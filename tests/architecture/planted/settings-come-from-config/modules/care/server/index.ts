export const { HOME } = process.env; // planted
