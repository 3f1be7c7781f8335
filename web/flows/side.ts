/** What is open beside the drawing, or over it. */
export type Side = 'publish' | 'versions' | 'settings' | 'texts' | 'trial' | 'cases' | null;
