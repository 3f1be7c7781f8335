import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowNode, NodeKind } from '#contract/flows.ts';
import { connect } from '../draft/change.ts';
import { drawnExits, inOrder } from '../draft/exits.ts';
import { useEditorNow } from '../draft/use-editor.ts';
import { kinds } from '../kinds.ts';
import { useNodeWords } from '../use-node-words.ts';
import { ChooseField } from './small-fields.tsx';

interface Props {
  readonly name: string;
  readonly node: FlowNode;
}

/** Where each exit of a node leads: everything that can be drawn can be chosen here too. */
export const WaysOut = memo(function WaysOut({ name, node }: Props) {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const words = useNodeWords();
  const { definition, now, steps, locked, language } = editor;
  const exits = drawnExits(node, steps);
  if (exits.length === 0) return null;
  const targets = inOrder(definition).map((other) => ({
    value: other,
    label: `${other} · ${words.line(definition.nodes[other] as FlowNode, language, definition.languages).slice(0, 60)}`,
  }));
  const fresh = kinds.map(({ kind }) => ({ value: `+${kind}`, label: t('flows:ways.new', { kind: t(`flows:kind.${kind}.name`) }) }));
  return (
    <section aria-label={t('flows:ways.title')} className="flex flex-col gap-3">
      <h3 className="font-strong">{t('flows:ways.title')}</h3>
      {exits.map((exit) => (
        <ChooseField
          key={exit.name}
          label={words.exit(node, exit.name)}
          value={exit.to ?? ''}
          disabled={locked}
          options={[
            { value: '', label: t(exit.optional ? 'flows:ways.unless' : 'flows:ways.nowhere') },
            ...targets,
            ...(locked ? [] : fresh),
          ]}
          onValue={(to) => {
            if (to.startsWith('+')) editor.add(to.slice(1) as NodeKind, { name, exit: exit.name });
            else editor.change(connect(now(), { name, exit: exit.name }, to === '' ? undefined : to));
          }}
        />
      ))}
    </section>
  );
}, isSame);

/** Letters of its texts change nothing of where a node leads. */
function isSame(one: Props, other: Props): boolean {
  const ways = ({ name, node }: Props) => JSON.stringify({ ...node, name, text: null, retry: null, instructions: null, title: null });
  return ways(one) === ways(other);
}
