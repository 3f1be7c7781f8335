import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowNode, NodeOf } from '#contract/flows.ts';
import { Button } from '#web/ui/button.tsx';
import { tell } from '#web/ui/toast.tsx';
import { carry, paste, putNode, renameNode } from '../draft/change.ts';
import { LateEditor } from '../draft/late-editor.tsx';
import { type Editor, useEditorNow } from '../draft/use-editor.ts';
import { FaultLine } from '../panels/fault-line.tsx';
import { put } from './put.ts';
import { LineField, SettledField } from './small-fields.tsx';
import { AskForm, EndForm, type FormOf, HandOverForm, SayForm } from './talk-forms.tsx';
import { WaysOut } from './ways-out.tsx';
import { AssistantForm, BranchForm, CallForm, SetForm, SubFlowForm, WaitForm } from './work-forms.tsx';

/** Everything of one node, in forms. */
export function NodeSettings({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const node = editor.definition.nodes[name];
  if (!node) return null;
  const set = (next: FlowNode) => editor.change(putNode(editor.definition, name, next), `${name} ${fieldOf(node, next)}`);
  const faults = editor.faults.filter((one) => one.node === name);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-small text-muted">{t(`flows:kind.${node.kind}.text`)}</p>
      {faults.length > 0 && (
        <ul aria-label={t('flows:faults.here')} className="flex flex-col gap-1">
          {faults.map((one) => (
            <li key={one.code + one.message}>
              <FaultLine fault={one} />
            </li>
          ))}
        </ul>
      )}
      <KindForm node={node} set={set} />
      <LateEditor>
        <WaysOut name={name} node={node} />
      </LateEditor>
      <Naming key={name} name={name} node={node} set={set} />
      {!editor.locked && <Verbs name={name} editor={editor} />}
    </div>
  );
}

/** Which field was changed: letters of one text are taken back together, another field by itself. */
function fieldOf(before: FlowNode, after: FlowNode): string {
  const [one, other] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...Object.keys(one), ...Object.keys(other)].find((key) => one[key] !== other[key]) ?? '';
}

function KindForm({ node, set }: FormOf<FlowNode>) {
  switch (node.kind) {
    case 'say':
      return <SayForm node={node} set={set} />;
    case 'ask':
      return <AskForm node={node} set={set} />;
    case 'branch':
      return <BranchForm node={node} set={set} />;
    case 'set':
      return <SetForm node={node} set={set} />;
    case 'call':
      return <CallForm node={node} set={set} />;
    case 'assistant':
      return <AssistantForm node={node} set={set} />;
    case 'wait':
      return <WaitForm node={node} set={set} />;
    case 'flow':
      return <SubFlowForm node={node as NodeOf<'flow'>} set={set} />;
    case 'hand_over':
      return <HandOverForm node={node} set={set} />;
    case 'end':
      return <EndForm node={node} set={set} />;
  }
}

function Naming({ name, node, set }: FormOf<FlowNode> & { readonly name: string }) {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const [fault, setFault] = useState<string | null>(null);
  function rename(to: string): void {
    const next = /^[a-z][a-z0-9_]{0,39}$/.test(to) ? renameNode(editor.definition, name, to) : undefined;
    if (!next) {
      setFault(next === null ? t('flows:naming.taken', { name: to }) : t('flows:naming.wrong'));
      return;
    }
    editor.change(next);
    editor.select([to]);
  }
  return (
    <details className="rounded-card border border-line p-3">
      <summary className="cursor-pointer font-strong">{t('flows:naming.more')}</summary>
      <div className="mt-3 flex flex-col gap-3">
        <LineField
          label={t('flows:naming.title')}
          hint={t('flows:naming.titleHint')}
          value={node.title ?? ''}
          max={80}
          disabled={editor.locked}
          onValue={(title) => set(put(node, { title: title === '' ? undefined : title }))}
        />
        <SettledField
          code
          label={t('flows:naming.name')}
          hint={t('flows:naming.nameHint')}
          value={name}
          max={40}
          error={fault}
          disabled={editor.locked}
          onValue={rename}
        />
      </div>
    </details>
  );
}

function Verbs({ name, editor }: { readonly name: string; readonly editor: Editor }) {
  const { t } = useTranslation();
  const { definition, change, select, remove } = editor;
  function duplicate(): void {
    const pasted = paste(definition, carry(definition, [name]));
    change(pasted.definition);
    select(pasted.names);
  }
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-4">
      {definition.start !== name && <Button onClick={() => change({ ...definition, start: name })}>{t('flows:makeStart')}</Button>}
      <Button icon={Copy} onClick={duplicate}>
        {t('flows:duplicate')}
      </Button>
      <Button
        icon={Trash2}
        onClick={() => {
          remove([name]);
          tell(t('flows:removed', { name }), { undo: () => change(definition) });
        }}
      >
        {t('flows:remove')}
      </Button>
    </div>
  );
}
