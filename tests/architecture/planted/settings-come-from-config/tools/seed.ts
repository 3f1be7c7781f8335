export const size = process.env.SIZE;
