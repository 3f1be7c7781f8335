import type { VariableDeclaration, VariableProvider } from '#core/variables.ts';
import { listAttributeRows, valuesOf } from './attribute-store.ts';
import { listTagNames } from './tag-store.ts';

const prefix = 'contact.attributes.';

/** What flows may name of what people wrote down about a contact. Sensitive attributes are in no text and no condition. */
export const contactVariables: VariableProvider = {
  variables: [{ name: 'contact.tags', type: 'list', summary: 'The names of their tags.', example: ['VIP'] }],
  open: {
    prefix,
    summary: 'The organization’s own attributes.',
    async list({ db, organization }) {
      const rows = await listAttributeRows(db, organization.id);
      return rows
        .filter(({ sensitive }) => !sensitive)
        .map(({ key, label, type }) => ({ name: `${prefix}${key}`, summary: label, ...(shown[type] ?? text) }));
    },
  },
  async read({ db, organization, contact }, wanted) {
    const keys = wanted.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    const tags = wanted.includes('contact.tags') ? { 'contact.tags': await listTagNames(db, organization.id, contact.id) } : {};
    if (keys.length === 0) return tags;
    const [attributes, values] = await Promise.all([listAttributeRows(db, organization.id), valuesOf(db, organization.id, [contact.id])]);
    const open = attributes.filter(({ key, sensitive }) => !sensitive && keys.includes(key));
    const found = open.map(({ id, key }) => [`${prefix}${key}`, values.find((one) => one.attribute_id === id)?.value ?? null] as const);
    return { ...tags, ...Object.fromEntries(found) };
  },
};

const text = { type: 'text', example: 'Nairobi' } as const;
const shown: Readonly<Record<string, Pick<VariableDeclaration, 'type' | 'example'>>> = {
  number: { type: 'number', example: 3 },
  yes_no: { type: 'yes_no', example: true },
  date: { type: 'date', example: '2026-11-30' },
  time: { type: 'text', example: '14:30' },
  choices: { type: 'list', example: ['Nairobi', 'Kisumu'] },
};
