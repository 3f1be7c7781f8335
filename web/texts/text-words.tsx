import { useQuery } from '@tanstack/react-query';
import { Braces, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#contract/channels.ts';
import type { TextContent } from '#contract/texts.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { Button } from '#web/ui/button.tsx';
import { Field } from '#web/ui/field.tsx';
import { Select, TextArea, TextInput } from '#web/ui/inputs.tsx';
import { Menu, MenuItem } from '#web/ui/menu.tsx';
import { variablesOf } from './queries.ts';
import { everywhere, isLanguage, languagesOf, withWords, wordsAt } from './text-draft.ts';

const channelsQuery = listQuery<Channel>('/api/channels', { changes: ['channel', 'settings'] });

interface Props {
  readonly content: TextContent;
  readonly onContent: (content: TextContent) => void;
  readonly disabled: boolean;
}

/** The words in each language; and, where a kind of channel wants others, those. */
export function TextWords({ content, onContent, disabled }: Props) {
  const { t } = useTranslation();
  const { language: main } = usePreferences();
  const [channel, setChannel] = useState(everywhere);
  const [added, setAdded] = useState<readonly string[]>([]);
  const kinds = [...new Set([...(useQuery(channelsQuery).data ?? []).map(({ type }) => type), ...Object.keys(content.channels)])];
  const languages = [...new Set([...languagesOf(content, main), ...added])];
  return (
    <section aria-label={t('texts:words')} className="flex flex-col gap-4">
      {kinds.length > 0 && (
        <Field label={t('texts:channel.label')} hint={channel === everywhere ? undefined : t('texts:channel.hint')}>
          <Select
            value={channel}
            options={[
              { value: everywhere, label: t('texts:channel.everywhere') },
              ...kinds.map((value) => ({ value, label: t(`texts:channel.only.${value}`, { defaultValue: value }) })),
            ]}
            onValue={setChannel}
          />
        </Field>
      )}
      {languages.map((language) => (
        <OneLanguage
          key={`${channel} ${language}`}
          language={language}
          text={wordsAt(content, channel, language)}
          placeholder={channel === everywhere ? '' : wordsAt(content, everywhere, language)}
          disabled={disabled}
          onText={(text) => onContent(withWords(content, { channel, language, text }))}
        />
      ))}
      {!disabled && <AddLanguage taken={languages} onAdd={(language) => setAdded([...added, language])} />}
    </section>
  );
}

interface OneProps {
  readonly language: string;
  readonly text: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}

function OneLanguage({ language, text, placeholder, disabled, onText }: OneProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  function insert(name: string, always: boolean): void {
    const at = area.current?.selectionStart ?? text.length;
    onText(`${text.slice(0, at)}{{ ${name}${always ? '' : ' | default: "…"'} }}${text.slice(at)}`);
    area.current?.focus();
  }
  return (
    <Field label={t('texts:wordsIn', { language })} aside={!disabled && <Gaps onChoose={insert} />}>
      <TextArea
        ref={area}
        dir="auto"
        lang={language}
        rows={4}
        maxLength={4096}
        value={text}
        placeholder={placeholder}
        disabled={disabled}
        onChange={({ target }) => onText(target.value)}
      />
    </Field>
  );
}

/** What is known of everybody; not other stored texts. */
function Gaps({ onChoose }: { readonly onChoose: (name: string, always: boolean) => void }) {
  const { t } = useTranslation();
  const variables = useQuery(variablesOf(''));
  return (
    <Menu
      align="end"
      trigger={
        <Button icon={Braces} look="quiet">
          {t('texts:gap')}
        </Button>
      }
    >
      {(variables.data?.items ?? [])
        .filter(({ name }) => !name.startsWith('text.'))
        .map(({ name, always, value }) => (
          <MenuItem key={name} onSelect={() => onChoose(name, always)}>
            <bdi dir="ltr" className="block">
              {name}
            </bdi>
            <span className="block truncate text-small text-muted">{String(value ?? '')}</span>
          </MenuItem>
        ))}
    </Menu>
  );
}

function AddLanguage({ taken, onAdd }: { readonly taken: readonly string[]; readonly onAdd: (language: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const language = typed.trim();
  const wrong = language !== '' && !isLanguage(language);
  const add = () => {
    if (!isLanguage(language) || taken.includes(language)) return;
    onAdd(language);
    setTyped('');
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="w-52">
        <Field label={t('texts:language.label')} aside={wrong ? t('texts:language.wrong') : t('texts:language.hint')}>
          <TextInput
            dir="ltr"
            maxLength={20}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
        </Field>
      </div>
      <Button icon={Plus} disabled={language === '' || wrong || taken.includes(language)} onClick={add}>
        {t('texts:language.add')}
      </Button>
    </div>
  );
}
