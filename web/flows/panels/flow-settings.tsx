import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FlowTrigger } from '#contract/flows.ts';
import { Drawer } from '#web/ui/dialog.tsx';
import { Switch } from '#web/ui/inputs.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { partsQuery } from '../queries.ts';
import { Item, Items } from '../settings/item.tsx';
import { partsOfList, put, putAt } from '../settings/put.ts';
import { ChooseField, CountField, SettledField } from '../settings/small-fields.tsx';
import { EventForm, ScheduleForm, StartCounts, TagForm } from '../starts/trigger-forms.tsx';
import { FaultLine } from './fault-line.tsx';

/** What begins the flow, in which languages it speaks, and what becomes of it when something comes between. */
export function FlowSettingsDrawer({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={t('flows:settings.title')} description={t('flows:settings.text')}>
      <FlowSettings />
    </Drawer>
  );
}

const meanwhiles = ['interrupt', 'ignore', 'ask', 'replace'] as const;

function FlowSettings() {
  const { t } = useTranslation();
  const { definition, change, locked, faults } = useEditorNow();
  const set = (next: Parameters<typeof put<typeof definition>>[1]) => change(put(definition, next), 'flow settings');
  return (
    <div className="flex flex-col gap-5">
      {faults.some(({ node }) => node === null) && (
        <ul className="flex flex-col gap-1">
          {faults
            .filter(({ node }) => node === null)
            .map((fault) => (
              <li key={fault.code + fault.message}>
                <FaultLine fault={fault} />
              </li>
            ))}
        </ul>
      )}
      <Triggers triggers={definition.triggers} languages={definition.languages} onTriggers={(triggers) => set({ triggers })} />
      <StartCounts />
      <SettledField
        code
        label={t('flows:settings.languages')}
        hint={t('flows:settings.languagesHint')}
        value={definition.languages.join(', ')}
        disabled={locked}
        onValue={(text) => {
          const languages = [...new Set(partsOfList(text))];
          if (languages.length > 0) set({ languages });
        }}
      />
      <ChooseField
        label={t('flows:settings.meanwhile')}
        value={definition.meanwhile ?? ''}
        disabled={locked}
        options={['', ...meanwhiles].map((value) => ({ value, label: t(`flows:meanwhile.${value || 'unsaid'}`) }))}
        onValue={(value) => set({ meanwhile: value === '' ? undefined : (value as (typeof meanwhiles)[number]) })}
      />
      <Switch
        label={t('flows:settings.marketing')}
        hint={t('flows:settings.marketingHint')}
        checked={definition.marketing ?? false}
        disabled={locked}
        onValue={(on) => set({ marketing: on || undefined })}
      />
      <CountField
        label={t('flows:settings.expires')}
        hint={t('flows:settings.expiresHint')}
        value={definition.expiresMinutes === undefined ? undefined : Math.round(definition.expiresMinutes / 60)}
        min={1}
        max={8760}
        disabled={locked}
        onValue={(hours) => set({ expiresMinutes: hours === undefined ? undefined : hours * 60 })}
      />
      <SettledField
        code
        label={t('flows:settings.takes')}
        hint={t('flows:settings.takesHint')}
        value={definition.takes?.join(', ') ?? ''}
        disabled={locked}
        onValue={(text) => set({ takes: text.trim() === '' ? undefined : partsOfList(text) })}
      />
    </div>
  );
}

interface TriggersProps {
  readonly triggers: readonly FlowTrigger[];
  readonly languages: readonly string[];
  readonly onTriggers: (triggers: FlowTrigger[]) => void;
}

const triggerKinds = ['keyword', 'first_message', 'schedule', 'tag_added', 'event', 'referral', 'button', 'intent'] as const;

function freshTrigger(kind: FlowTrigger['kind'], language: string, word: string, tag: string): FlowTrigger {
  switch (kind) {
    case 'keyword':
      return { kind, words: { [language]: [word] } };
    case 'button':
      return { kind, id: word };
    case 'intent':
      return { kind, intent: 'module.intent' };
    case 'tag_added':
      return { kind, tag };
    case 'event':
      return { kind, event: 'conversation.closed' };
    case 'schedule':
      return { kind, time: '09:00', weekdays: [1], who: { kind: 'tag', value: tag } };
    default:
      return { kind };
  }
}

function Triggers({ triggers, languages, onTriggers }: TriggersProps) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const [first = 'en'] = languages;
  const word = t('flows:fresh.word');
  const tag = useQuery(partsQuery).data?.audiences.find(({ kind }) => kind === 'tag')?.value ?? t('flows:fresh.tag');
  const change = (index: number, next: FlowTrigger | null) => onTriggers(putAt(triggers, index, next));
  return (
    <Items
      label={t('flows:trigger.title')}
      add={t('flows:trigger.add')}
      onAdd={locked ? null : () => onTriggers([...triggers, freshTrigger('keyword', first, word, tag)])}
    >
      {triggers.length === 0 && <li className="text-muted">{t('flows:trigger.noneText')}</li>}
      {triggers.map((trigger, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what it is called is what is written here.
        <Item key={index} label={t('flows:trigger.one', { number: index + 1 })} onRemove={locked ? null : () => change(index, null)}>
          <ChooseField
            label={t('flows:trigger.kind')}
            value={trigger.kind}
            disabled={locked}
            options={triggerKinds.map((value) => ({ value, label: t(`flows:trigger.by.${value}`) }))}
            onValue={(kind) => change(index, freshTrigger(kind as FlowTrigger['kind'], first, word, tag))}
          />
          <TriggerFields trigger={trigger} number={index} languages={languages} onTrigger={(next) => change(index, next)} />
        </Item>
      ))}
    </Items>
  );
}

function TriggerFields({
  trigger,
  number,
  languages,
  onTrigger,
}: {
  readonly trigger: FlowTrigger;
  readonly number: number;
  readonly languages: readonly string[];
  readonly onTrigger: (trigger: FlowTrigger) => void;
}) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  if (trigger.kind === 'keyword') {
    const { words, near = false } = trigger;
    return (
      <>
        {[...new Set([...languages, ...Object.keys(words)])].map((language) => (
          <SettledField
            key={language}
            label={t('flows:inLanguage', { label: t('flows:trigger.words'), language })}
            hint={t('flows:comma')}
            value={words[language]?.join(', ') ?? ''}
            disabled={locked}
            onValue={(text) => {
              const list = partsOfList(text);
              onTrigger({ ...trigger, words: put(words, { [language]: list.length === 0 ? undefined : list }) });
            }}
          />
        ))}
        <Switch
          label={t('flows:trigger.near')}
          checked={near}
          disabled={locked}
          onValue={(on) => onTrigger(put(trigger, { near: on || undefined }))}
        />
      </>
    );
  }
  if (trigger.kind === 'button' || trigger.kind === 'intent' || trigger.kind === 'referral')
    return <IdForm trigger={trigger} onTrigger={onTrigger} />;
  if (trigger.kind === 'tag_added') return <TagForm trigger={trigger} onTrigger={onTrigger} />;
  if (trigger.kind === 'event') return <EventForm trigger={trigger} onTrigger={onTrigger} />;
  if (trigger.kind === 'schedule') return <ScheduleForm trigger={trigger} number={number} onTrigger={onTrigger} />;
  return null;
}

/** A button, an intent, an advertisement: known by its id. */
function IdForm({
  trigger,
  onTrigger,
}: {
  readonly trigger: Extract<FlowTrigger, { kind: 'button' | 'intent' | 'referral' }>;
  readonly onTrigger: (trigger: FlowTrigger) => void;
}) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  if (trigger.kind === 'button')
    return (
      <SettledField
        code
        label={t('flows:trigger.id')}
        value={trigger.id}
        max={200}
        disabled={locked}
        onValue={(id) => onTrigger({ ...trigger, id })}
      />
    );
  if (trigger.kind === 'intent')
    return (
      <SettledField
        code
        label={t('flows:trigger.intent')}
        value={trigger.intent}
        max={80}
        disabled={locked}
        onValue={(intent) => onTrigger({ ...trigger, intent })}
      />
    );
  return (
    <SettledField
      code
      label={t('flows:trigger.referral')}
      hint={t('flows:trigger.referralHint')}
      value={trigger.id ?? ''}
      max={200}
      disabled={locked}
      onValue={(id) => onTrigger(put(trigger, { id: id.trim() === '' ? undefined : id.trim() }))}
    />
  );
}
