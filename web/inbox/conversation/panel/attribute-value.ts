/** What an attribute of a contact may hold, by its type. */
export type AttributeValue = string | number | boolean | readonly string[] | null | undefined;
