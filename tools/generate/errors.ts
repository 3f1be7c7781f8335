import { commonErrors } from '#platform/common-errors.ts';
import type { ErrorDeclaration } from '#platform/module.ts';
import { createRegistry, type Registry } from '#platform/registry.ts';
import { listModules, type ModuleTools } from '#server/modules.ts';

/** docs/reference/errors.md: every code an API answer can carry, from the declarations of the modules in server/modules.ts. */
export function generateErrors(): string {
  // What modules are handed they use when a route is called, and here none ever is.
  const unused = { organizations: {}, channels: {}, outbox: {}, integrations: {} } as ModuleTools;
  return describeErrors(createRegistry(listModules(unused)));
}

export function describeErrors(registry: Registry): string {
  const common = new Set(commonErrors.map((error) => error.code));
  const parts = registry.modules.flatMap((module) => {
    const own = (module.errors ?? []).filter((error) => !common.has(error.code));
    return own.length > 0 ? [`## ${module.name}`, '', module.summary, '', ...table(own), ''] : [];
  });
  return [
    '# Error codes',
    '',
    '<!-- Made by `npm run generate` from the modules’ declarations. Do not edit. -->',
    '',
    'Every error has one shape: `{"error": {"code", "message", "details"}}`. The code is for programs and never changes its',
    'meaning; the message says what happened, why and what to do; the details hold ids, numbers and names of fields.',
    '',
    '## Anywhere',
    '',
    ...table(commonErrors),
    '',
    ...parts,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function table(errors: readonly ErrorDeclaration[]): string[] {
  const rows = [...errors]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, status, summary }) => `| \`${code}\` | ${status} | ${summary} |`);
  return ['| Code | Status | Meaning |', '|---|---|---|', ...rows];
}
