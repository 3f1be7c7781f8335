import type { Liquid, Template } from 'liquidjs';

export interface Gap {
  /** "answers.name". */
  readonly variable: string;
  /** It says what stands there when nobody knows: `| default: "friend"`, or a condition asks first. */
  readonly fallback: boolean;
}

/** As far as LiquidJS's parsed templates are looked into: an output with its filters, and a tag with what stands inside. */
interface Parsed {
  readonly name?: string;
  readonly value?: { readonly filters?: readonly { readonly name: unknown }[] };
  children?(partials: boolean, sync: boolean): Generator<unknown, Template[]>;
}

/**
 * The variables of a parsed text. A condition may ask for what nobody knows (`lenientIf`), so those of tags count as having a
 * fallback; and so does, inside of a tag, an output that the tag itself asked for.
 */
export function gapsOf(liquid: Liquid, templates: readonly Template[]): Gap[] {
  const found = new Map<string, boolean>();
  collect(liquid, templates, new Set(), found);
  // What the text itself makes (the item of a list, a value it assigned) is nobody's to provide.
  const own = new Set(globalsOf(liquid, templates));
  return [...found].filter(([variable]) => own.has(variable)).map(([variable, fallback]) => ({ variable, fallback }));
}

function collect(liquid: Liquid, templates: readonly Template[], asked: ReadonlySet<string>, found: Map<string, boolean>): void {
  for (const template of templates) {
    const inner = childrenOf(template as Parsed);
    if (inner === null) {
      const { filters = [] } = (template as Parsed).value ?? {};
      const own = filters.some(({ name }) => name === 'default');
      // A tag without anything inside (assign) computes: what it needs must be known like what is shown.
      for (const variable of globalsOf(liquid, [template])) add(found, variable, own || asked.has(variable));
      continue;
    }
    const all = globalsOf(liquid, [template]);
    const insides = new Set(globalsOf(liquid, inner));
    const condition = new Set([...asked, ...((template as Parsed).name === 'for' ? [] : conditionOf(liquid, template, inner, all))]);
    for (const variable of all) if (!insides.has(variable)) add(found, variable, true);
    collect(liquid, inner, condition, found);
  }
}

function add(found: Map<string, boolean>, variable: string, fallback: boolean): void {
  found.set(variable, (found.get(variable) ?? true) && fallback);
}

function childrenOf(template: Parsed): Template[] | null {
  if (typeof template.children !== 'function') return null;
  const walk = template.children(false, true);
  let step = walk.next();
  while (!step.done) step = walk.next();
  return step.value;
}

/** What the tag's own condition names: all it names, less what only stands inside. Counted, because it may stand in both. */
function conditionOf(liquid: Liquid, template: Template, inner: readonly Template[], all: readonly string[]): string[] {
  const counts = (list: readonly Template[]) => {
    const count = new Map<string, number>();
    for (const variable of everyGlobal(liquid, list)) count.set(variable, (count.get(variable) ?? 0) + 1);
    return count;
  };
  const [whole, inside] = [counts([template]), counts(inner)];
  return all.filter((variable) => (whole.get(variable) ?? 0) > (inside.get(variable) ?? 0));
}

function globalsOf(liquid: Liquid, templates: readonly Template[]): string[] {
  return [...new Set(everyGlobal(liquid, templates))];
}

function everyGlobal(liquid: Liquid, templates: readonly Template[]): string[] {
  const { globals } = liquid.analyzeSync([...templates], { partials: false });
  return Object.values(globals).flatMap((uses) => uses.map(({ segments }) => segments.map(String).join('.')));
}
