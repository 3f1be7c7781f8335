import { useTranslation } from 'react-i18next';
import type { FlowChoice } from '#contract/flow-parts.ts';
import { freeName } from '../draft/change.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { Item, Items } from './item.tsx';
import { put, putAt } from './put.ts';
import { LineField } from './small-fields.tsx';
import { WordsField } from './words-field.tsx';

interface Props {
  readonly choices: readonly FlowChoice[];
  readonly onChoices: (choices: FlowChoice[]) => void;
  /** The last one may go too. */
  readonly mayBeNone?: boolean;
}

/** What can be tapped. */
export function Choices({ choices, onChoices, mayBeNone = false }: Props) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const change = (index: number, next: FlowChoice | null) => onChoices(putAt(choices, index, next));
  const add = () =>
    onChoices([
      ...choices,
      {
        value: freeName(
          'choice',
          choices.map(({ value }) => value),
        ),
        title: t('flows:fresh.choice'),
      },
    ]);
  return (
    <Items label={t('flows:choices.title')} add={t('flows:choices.add')} onAdd={locked || choices.length >= 30 ? null : add}>
      {choices.map((choice, index) => (
        <Item
          // biome-ignore lint/suspicious/noArrayIndexKey: its value is what is written here.
          key={index}
          label={t('flows:choices.one', { number: index + 1 })}
          onRemove={locked || (choices.length === 1 && !mayBeNone) ? null : () => change(index, null)}
        >
          <WordsField
            short
            label={t('flows:choices.words')}
            words={choice.title}
            max={200}
            onWords={(title) => change(index, { ...choice, title: title ?? '' })}
          />
          <LineField
            code
            label={t('flows:choices.value')}
            hint={t('flows:choices.valueHint')}
            value={choice.value}
            max={64}
            disabled={locked}
            onValue={(value) => change(index, put(choice, { value }))}
          />
        </Item>
      ))}
    </Items>
  );
}
