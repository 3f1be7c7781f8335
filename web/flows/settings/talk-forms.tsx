import { useTranslation } from 'react-i18next';
import type { AnswerRule } from '#contract/flow-parts.ts';
import type { NodeOf } from '#contract/flows.ts';
import { Switch } from '#web/ui/inputs.tsx';
import { withAnswer } from '../draft/change.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { MediaField } from '../media/media-field.tsx';
import { Choices } from './choices.tsx';
import { put } from './put.ts';
import { ChooseField, CountField, LineField, SettledField } from './small-fields.tsx';
import { WordsField } from './words-field.tsx';

export interface FormOf<Node> {
  readonly node: Node;
  readonly set: (node: Node) => void;
}

export function SayForm({ node, set }: FormOf<NodeOf<'say'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const { text, choices, link, listButton } = node;
  return (
    <>
      <WordsField label={t('flows:text.say')} words={text} onWords={(words) => set(put(node, { text: words }))} />
      {node.template && <p className="text-small text-muted">{t('steps:say.template', { name: node.template.name })}</p>}
      <MediaField node={node} onMedia={(next) => set(put(node, { media: next }))} />
      {!link && (
        <Choices
          mayBeNone
          choices={choices ?? []}
          onChoices={(next) => set(put(node, { choices: next.length === 0 ? undefined : next }))}
        />
      )}
      {(choices?.length ?? 0) > 3 && (
        <WordsField
          short
          label={t('steps:say.listButton')}
          hint={t('steps:say.listButtonHint')}
          words={listButton}
          max={200}
          onWords={(words) => set(put(node, { listButton: words }))}
        />
      )}
      {!choices && (
        <Switch
          label={t('steps:say.link')}
          checked={link !== undefined}
          disabled={locked}
          onValue={(on) => set(put(node, { link: on ? { title: t('flows:fresh.link'), url: 'https://' } : undefined }))}
        />
      )}
      {link && (
        <>
          <WordsField
            short
            label={t('steps:say.linkTitle')}
            words={link.title}
            onWords={(title) => set(put(node, { link: { ...link, title: title ?? '' } }))}
          />
          <LineField
            code
            label={t('steps:say.linkUrl')}
            value={link.url}
            disabled={locked}
            onValue={(url) => set(put(node, { link: { ...link, url } }))}
          />
        </>
      )}
    </>
  );
}

const answerTypes = [
  'text',
  'number',
  'choice',
  'choices',
  'scale',
  'yes_no',
  'date',
  'time',
  'phone',
  'email',
  'location',
  'image',
  'voice',
  'file',
] as const;

export function AskForm({ node, set }: FormOf<NodeOf<'ask'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const { answer, attempts, optional = false, sensitive = false, silence } = node;
  return (
    <>
      <WordsField label={t('flows:text.ask')} words={node.text} onWords={(words) => set(put(node, { text: words ?? '' }))} />
      <ChooseField
        label={t('steps:ask.type')}
        value={answer.type}
        disabled={locked}
        options={answerTypes.map((value) => ({ value, label: t(`flows:answer.${value}`) }))}
        onValue={(type) => set(withAnswer(node, type as AnswerRule['type'], t('flows:fresh.choice')))}
      />
      <AnswerFields answer={answer} onAnswer={(next) => set(put(node, { answer: next }))} />
      <SettledField
        code
        label={t('steps:ask.save')}
        hint={t('steps:ask.saveHint', { name: node.save })}
        value={node.save}
        max={40}
        disabled={locked}
        onValue={(save) => set(put(node, { save }))}
      />
      <Switch
        label={t('steps:ask.optional')}
        checked={optional}
        disabled={locked}
        onValue={(on) => set(put(node, { optional: on || undefined, ...(on ? {} : { skipped: undefined }) }))}
      />
      <Switch
        label={t('steps:ask.sensitive')}
        hint={t('steps:ask.sensitiveHint')}
        checked={sensitive}
        disabled={locked}
        onValue={(on) => set(put(node, { sensitive: on || undefined }))}
      />
      <CountField
        label={t('steps:ask.attempts')}
        value={attempts}
        min={1}
        max={10}
        disabled={locked}
        onValue={(count) => set(put(node, { attempts: count ?? 3 }))}
      />
      <WordsField
        label={t('steps:ask.retry')}
        hint={t('steps:ask.retryHint')}
        words={node.retry}
        onWords={(words) => set(put(node, { retry: words }))}
      />
      <CountField
        label={t('steps:ask.silence')}
        hint={t('steps:ask.silenceHint')}
        value={silence?.minutes}
        min={1}
        disabled={locked}
        onValue={(minutes) => set(put(node, { silence: minutes === undefined ? undefined : { ...silence, minutes } }))}
      />
    </>
  );
}

/** What makes an answer of its kind a good one. */
function AnswerFields({ answer, onAnswer }: { readonly answer: AnswerRule; readonly onAnswer: (answer: AnswerRule) => void }) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const between = (low: 'min' | 'from', high: 'max' | 'to', rule: Record<string, unknown>) => (
    <div className="grid grid-cols-2 gap-2">
      {[low, high].map((field) => (
        <CountField
          key={field}
          label={t(
            `steps:ask.${answer.type === 'text' ? 'letters' : answer.type === 'choices' ? 'chosen' : 'bounds'}.${field === low ? 'low' : 'high'}`,
          )}
          value={rule[field] as number | undefined}
          disabled={locked}
          onValue={(value) => onAnswer(put(answer, { [field]: value } as never))}
        />
      ))}
    </div>
  );
  switch (answer.type) {
    case 'text':
      return between('min', 'max', answer);
    case 'number':
      return (
        <>
          {between('min', 'max', answer)}
          <Switch
            label={t('steps:ask.whole')}
            checked={answer.whole ?? false}
            disabled={locked}
            onValue={(on) => onAnswer(put(answer, { whole: on || undefined }))}
          />
        </>
      );
    case 'scale':
      return between('from', 'to', answer);
    case 'choice':
      return <Choices choices={answer.choices} onChoices={(choices) => onAnswer({ ...answer, choices })} />;
    case 'choices':
      return (
        <>
          <Choices choices={answer.choices} onChoices={(choices) => onAnswer({ ...answer, choices })} />
          {between('min', 'max', answer)}
        </>
      );
    case 'date':
      return (
        <>
          {(['earliest', 'latest'] as const).map((field) => (
            <SettledField
              key={field}
              code
              label={t(`steps:ask.${field}`)}
              hint={t('steps:ask.dayHint')}
              value={answer[field] ?? ''}
              disabled={locked}
              onValue={(value) => onAnswer(put(answer, { [field]: value === '' ? undefined : value } as never))}
            />
          ))}
        </>
      );
    default:
      return null;
  }
}

export function HandOverForm({ node, set }: FormOf<NodeOf<'hand_over'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  return (
    <>
      <WordsField
        label={t('flows:text.last')}
        hint={t('flows:hand_over.hint')}
        words={node.text}
        onWords={(words) => set(put(node, { text: words }))}
      />
      <SettledField
        code
        label={t('flows:hand_over.reason')}
        value={node.reason ?? ''}
        max={40}
        disabled={locked}
        onValue={(reason) => set(put(node, { reason: reason === '' ? undefined : reason }))}
      />
    </>
  );
}

export function EndForm({ node, set }: FormOf<NodeOf<'end'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  return (
    <>
      <WordsField
        label={t('flows:text.last')}
        hint={t('flows:end.hint')}
        words={node.text}
        onWords={(words) => set(put(node, { text: words }))}
      />
      <SettledField
        code
        label={t('flows:end.outcome')}
        hint={t('flows:end.outcomeHint')}
        value={node.outcome ?? ''}
        max={40}
        disabled={locked}
        onValue={(outcome) => set(put(node, { outcome: outcome === '' ? undefined : outcome }))}
      />
    </>
  );
}
