/**
 * A source file with everything blanked out that is not code: comments, text in quotes, regular expressions. Positions and
 * lines stay what they were, so that a plain pattern finds code and nothing else. Not a parser: it knows just enough of
 * TypeScript and TSX, and after a mistake (an apostrophe in JSX text) it is right again on the next line.
 */
export interface SourceText {
  readonly code: string;
  /** What stands between the quotes, by the position of the opening quote. Templates only when nothing is inserted. */
  readonly quoted: ReadonlyMap<number, string>;
}

export function readSource(source: string): SourceText {
  return new Masker(source).run();
}

export function lineOf(source: string, position: number): number {
  return source.slice(0, position).split('\n').length;
}

/** After one of these a slash begins a regular expression; after anything else it divides. */
const BEFORE_EXPRESSION = /(^|[(,=:[!&|?{};+*%<>~^-]|\b(?:return|typeof|case|in|of|do|else|void|await|yield))$/;

class Masker {
  private readonly out: string[] = [];
  private readonly quoted = new Map<number, string>();
  /** For each template we are inside of, how many braces are open in its `${…}`. */
  private readonly templates: number[] = [];
  private position = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  run(): SourceText {
    while (this.position < this.source.length) this.step();
    return { code: this.out.join(''), quoted: this.quoted };
  }

  private step(): void {
    const next = this.source.startsWith.bind(this.source);
    const character = this.source.charAt(this.position);
    if (next('//', this.position)) this.blankTo(this.endOfLine());
    else if (next('/*', this.position)) this.blankTo(this.after('*/', this.position + 2));
    else if (character === "'" || character === '"') this.quotation(character);
    else if (character === '`') this.template(this.position);
    else if (character === '/' && this.expressionMayBegin()) this.regularExpression();
    else if (character === '{' || character === '}') this.brace(character);
    else this.keepTo(this.position + 1);
  }

  private quotation(quote: string): void {
    const start = this.position;
    const end = this.closing(quote, start + 1, this.endOfLine());
    this.quoted.set(start, this.source.slice(start + 1, end));
    this.keepTo(start + 1);
    this.blankTo(end);
    if (this.source.charAt(end) === quote) this.keepTo(end + 1);
  }

  /** Blanks a template's text from its backtick, or from the brace that ends a `${…}`, to the next of either. */
  private template(start: number): void {
    const text = this.source;
    let end = start + 1;
    while (end < text.length && text.charAt(end) !== '`' && !text.startsWith('${', end)) end += text.charAt(end) === '\\' ? 2 : 1;
    this.keepTo(start + 1);
    this.blankTo(Math.min(end, text.length));
    if (text.startsWith('${', end)) {
      this.templates.push(0);
      this.keepTo(end + 2);
      return;
    }
    if (text.charAt(start) === '`') this.quoted.set(start, text.slice(start + 1, end));
    this.keepTo(end + 1);
  }

  private brace(character: string): void {
    const open = this.templates.at(-1);
    if (character === '}' && open === 0) {
      this.templates.pop();
      this.template(this.position);
      return;
    }
    if (open !== undefined) this.templates[this.templates.length - 1] = open + (character === '{' ? 1 : -1);
    this.keepTo(this.position + 1);
  }

  private regularExpression(): void {
    const end = this.endOfLine();
    let inClass = false;
    let at = this.position + 1;
    for (; at < end; at += 1) {
      const character = this.source.charAt(at);
      if (character === '\\') at += 1;
      else if (character === '[') inClass = true;
      else if (character === ']') inClass = false;
      else if (character === '/' && !inClass) break;
    }
    this.keepTo(this.position + 1);
    this.blankTo(Math.min(at, end));
    if (at < end) this.keepTo(at + 1);
  }

  private expressionMayBegin(): boolean {
    return BEFORE_EXPRESSION.test(this.out.slice(-200).join('').trimEnd());
  }

  private closing(quote: string, from: number, limit: number): number {
    let at = from;
    while (at < limit && this.source.charAt(at) !== quote) at += this.source.charAt(at) === '\\' ? 2 : 1;
    return Math.min(at, limit);
  }

  private endOfLine(): number {
    const end = this.source.indexOf('\n', this.position);
    return end < 0 ? this.source.length : end;
  }

  private after(text: string, from: number): number {
    const found = this.source.indexOf(text, from);
    return found < 0 ? this.source.length : found + text.length;
  }

  private keepTo(end: number): void {
    this.out.push(this.source.slice(this.position, end));
    this.position = end;
  }

  private blankTo(end: number): void {
    this.out.push(this.source.slice(this.position, end).replace(/[^\n]/g, ' '));
    this.position = end;
  }
}
