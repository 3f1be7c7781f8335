/** What is wrong with one field: `field` is its path, `message` reads on from the field's name ("must be at most 200"). */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** The fault of one field of a form; undefined: it is well. */
export function faultOf(faults: readonly FieldFault[], field: string): string | undefined {
  return faults.find((one) => one.field === field)?.message;
}
