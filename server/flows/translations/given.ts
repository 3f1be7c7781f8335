/** A text as a file gives it. */
export interface GivenText {
  /** Where it stands in the file, counted from 1. */
  readonly line: number;
  /** "ask_name/text". */
  readonly name: string;
  readonly language: string;
  readonly text: string;
  /** What the texts were when the file was made. */
  readonly stamp: string;
}
