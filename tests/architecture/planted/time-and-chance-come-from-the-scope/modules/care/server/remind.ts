export const chance = Math.random(); // planted
export const id = crypto.randomUUID(); // planted
