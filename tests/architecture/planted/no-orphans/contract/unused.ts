export type Unused = string; // planted
