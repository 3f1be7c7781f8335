export const off = process.env.BARAZA_OFF; // planted
