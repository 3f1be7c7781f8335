/** Why a file is not taken, in words for a person. */
export class FileFault extends Error {
  readonly code: 'too_large' | 'wrong_type' | 'empty';
  readonly advice: string;

  constructor(code: FileFault['code'], reason: string, advice: string) {
    super(reason);
    this.name = 'FileFault';
    this.code = code;
    this.advice = advice;
  }
}

/** "5 MB", "500 KB". */
export function inWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
