/** What is open beside the drawing, or over it. */
export type Side = 'publish' | 'versions' | 'settings' | 'trial' | null;
