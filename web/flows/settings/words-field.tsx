import { useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Words } from '#contract/flow-parts.ts';
import { IconButton } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { TextArea, TextInput } from '#web/ui/inputs.tsx';
import { Menu, MenuItem, MenuLabel } from '#web/ui/menu.tsx';
import { shownIn, textIn, withText } from '../draft/texts.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { variablesQuery } from '../queries.ts';

interface Props {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly words: Words | undefined;
  readonly onWords: (words: Words | undefined) => void;
  /** A title of something to tap: one line, and no gaps offered. */
  readonly short?: boolean;
  readonly max?: number;
}

/** A text in the language that is chosen above; which languages have none yet is said. */
export function WordsField({ label, hint, words, onWords, short = false, max = 4096 }: Props) {
  const { t } = useTranslation();
  const { language, definition, locked } = useEditorNow();
  const { languages } = definition;
  const area = useRef<HTMLTextAreaElement>(null);
  const text = textIn(words, language, languages);
  const other = text === '' ? shownIn(words, language, languages) : '';
  const missing = typeof words === 'object' ? languages.filter((one) => words[one] === undefined) : [];
  const write = (next: string) => onWords(withText(words, next, language, languages));
  function insert(name: string): void {
    const at = area.current?.selectionStart ?? text.length;
    const gap = `{{ ${name} | default: "…" }}`;
    write(text.slice(0, at) + gap + text.slice(at));
    area.current?.focus();
  }
  const field = {
    dir: 'auto' as const,
    value: text,
    maxLength: max,
    disabled: locked,
    placeholder: other,
    onChange: ({ target }: { target: { value: string } }) => write(target.value),
  };
  const note = missing.length > 0 && languages.length > 1 ? t('flows:missingLanguages', { languages: missing.join(', ') }) : hint;
  return (
    <Field
      label={languages.length > 1 ? t('flows:inLanguage', { label, language }) : label}
      hint={note}
      aside={!short && !locked && <Gaps onChoose={insert} />}
    >
      {short ? <TextInput {...field} autoComplete="off" /> : <TextArea {...field} ref={area} rows={3} />}
    </Field>
  );
}

/** What a text may name, to be put in where the cursor is. */
function Gaps({ onChoose }: { readonly onChoose: (name: string) => void }) {
  const { t } = useTranslation();
  const { definition } = useEditorNow();
  const variables = useQuery(variablesQuery);
  const answers = Object.values(definition.nodes).flatMap((node) => (node.kind === 'ask' ? [`answers.${node.save}`] : []));
  return (
    <Menu align="end" trigger={<IconButton icon={Braces} label={t('flows:insert')} />}>
      {answers.length > 0 && <MenuLabel>{t('flows:answers')}</MenuLabel>}
      {[...new Set(answers)].map((name) => (
        <MenuItem key={name} onSelect={() => onChoose(name)}>
          <bdi dir="ltr">{name}</bdi>
        </MenuItem>
      ))}
      <MenuLabel>{t('flows:variables')}</MenuLabel>
      {variables.data?.items.map(({ name, value }) => (
        <MenuItem key={name} onSelect={() => onChoose(name)}>
          <bdi dir="ltr" className="block">
            {name}
          </bdi>
          <span className="block truncate text-small text-muted">{t('flows:forExample', { value: String(value ?? '') })}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
