import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NodeOf } from '#contract/flows.ts';
import { Field } from '#web/ui/field.tsx';
import { TextArea } from '#web/ui/inputs.tsx';
import { useEditorNow } from '../draft/use-editor.ts';
import { flowsQuery, partsQuery } from '../queries.ts';
import { useEventOptions } from '../starts/trigger-forms.tsx';
import { ConditionEditor } from './conditions.tsx';
import { Item, Items } from './item.tsx';
import { partsOfList, put, putAt } from './put.ts';
import { ChooseField, CountField, SettledField } from './small-fields.tsx';
import type { FormOf } from './talk-forms.tsx';
import { Values } from './values.tsx';
import { WordsField } from './words-field.tsx';

export function BranchForm({ node, set }: FormOf<NodeOf<'branch'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const { cases } = node;
  const add = () => set({ ...node, cases: [...cases, { when: { variable: 'contact.language', is: 'known' } }] });
  return (
    <Items label={t('flows:branch.cases')} add={t('flows:branch.add')} onAdd={locked ? null : add}>
      {cases.map((one, index) => (
        <Item
          // biome-ignore lint/suspicious/noArrayIndexKey: cases have no name; the first that holds counts.
          key={index}
          label={t('flows:branch.case', { number: index + 1 })}
          onRemove={locked || cases.length === 1 ? null : () => set({ ...node, cases: putAt(cases, index, null) })}
        >
          <ConditionEditor condition={one.when} onCondition={(when) => set({ ...node, cases: putAt(cases, index, { ...one, when }) })} />
        </Item>
      ))}
    </Items>
  );
}

export function SetForm({ node, set }: FormOf<NodeOf<'set'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const { stage } = node;
  return (
    <>
      <Values
        mayIncrease
        label={t('steps:values.title')}
        values={node.values ?? {}}
        onValues={(values) => set(put(node, { values: Object.keys(values).length === 0 ? undefined : values }))}
      />
      <ChooseField
        label={t('flows:set.stage')}
        value={stage === undefined ? 'stays' : stage === null ? 'none' : 'named'}
        disabled={locked}
        options={(['stays', 'named', 'none'] as const).map((value) => ({ value, label: t(`flows:set.stageIs.${value}`) }))}
        onValue={(how) => set(put(node, { stage: how === 'stays' ? undefined : how === 'none' ? null : 'talk' }))}
      />
      {typeof stage === 'string' && (
        <SettledField
          code
          label={t('flows:set.stageName')}
          value={stage}
          max={40}
          disabled={locked}
          onValue={(next) => set(put(node, { stage: next }))}
        />
      )}
    </>
  );
}

export function CallForm({ node, set }: FormOf<NodeOf<'call'>>) {
  const { t } = useTranslation();
  const { locked, steps } = useEditorNow();
  const step = steps.find(({ name }) => name === node.step);
  const fields = (step?.input.properties ?? {}) as Record<string, { description?: string }>;
  const input = node.input ?? {};
  const others = Object.keys(input).filter((name) => !Object.hasOwn(fields, name));
  return (
    <>
      <ChooseField
        label={t('flows:call.step')}
        hint={step?.summary}
        value={node.step}
        disabled={locked}
        options={[...steps.map(({ name }) => name), ...(step ? [] : [node.step])].map((value) => ({ value, label: value }))}
        onValue={(next) => set({ ...node, step: next, input: undefined, exits: {} })}
      />
      {[...Object.keys(fields), ...others].map((name) => (
        <SettledField
          key={name}
          label={name}
          hint={fields[name]?.description}
          value={String(input[name] ?? '')}
          disabled={locked}
          onValue={(value) => set(put(node, { input: put(input, { [name]: value === '' ? undefined : value }) }))}
        />
      ))}
      <SettledField
        code
        label={t('flows:call.save')}
        hint={t('flows:call.saveHint')}
        value={node.save ?? ''}
        max={40}
        disabled={locked}
        onValue={(save) => set(put(node, { save: save === '' ? undefined : save }))}
      />
    </>
  );
}

export function AssistantForm({ node, set }: FormOf<NodeOf<'assistant'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const intents = useQuery(partsQuery).data?.intents ?? [];
  const { leave } = node;
  return (
    <>
      <SettledField
        code
        label={t('flows:set.stageName')}
        hint={t('steps:assistant.stageHint')}
        value={node.stage}
        max={40}
        disabled={locked}
        onValue={(stage) => set({ ...node, stage })}
      />
      <Field label={t('steps:assistant.instructions')} hint={t('steps:assistant.instructionsHint')}>
        <TextArea
          dir="auto"
          rows={5}
          value={node.instructions}
          maxLength={8000}
          disabled={locked}
          onChange={({ target }) => set({ ...node, instructions: target.value })}
        />
      </Field>
      <WordsField label={t('steps:assistant.opening')} words={node.opening} onWords={(words) => set(put(node, { opening: words }))} />
      {intents.length > 0 && (
        <SettledField
          code
          label={t('steps:assistant.tools')}
          hint={t('steps:assistant.toolsHint', { names: intents.join(', ') })}
          value={node.tools?.join(', ') ?? ''}
          disabled={locked}
          onValue={(text) => set(put(node, { tools: text.trim() === '' ? undefined : partsOfList(text) }))}
        />
      )}
      <Items
        label={t('steps:assistant.leave')}
        add={t('steps:assistant.addLeave')}
        onAdd={locked ? null : () => set({ ...node, leave: [...leave, { messages: 10 }] })}
      >
        {leave.map((one, index) => (
          <Item
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no name; the first that holds counts.
            key={index}
            label={t('steps:assistant.way', { number: index + 1 })}
            onRemove={locked || leave.length === 1 ? null : () => set({ ...node, leave: putAt(leave, index, null) })}
          >
            <SettledField
              label={t('steps:assistant.said')}
              hint={t('flows:comma')}
              value={one.said?.join(', ') ?? ''}
              disabled={locked}
              onValue={(text) =>
                set({ ...node, leave: putAt(leave, index, put(one, { said: text.trim() === '' ? undefined : partsOfList(text) })) })
              }
            />
            <CountField
              label={t('steps:assistant.messages')}
              value={one.messages}
              min={1}
              max={100}
              disabled={locked}
              onValue={(messages) => set({ ...node, leave: putAt(leave, index, put(one, { messages })) })}
            />
          </Item>
        ))}
      </Items>
    </>
  );
}

export function WaitForm({ node, set }: FormOf<NodeOf<'wait'>>) {
  const { t } = useTranslation();
  const { locked } = useEditorNow();
  const how = node.event !== undefined ? 'event' : node.until ? 'until' : 'minutes';
  const ways = { minutes: { minutes: 60 }, until: { until: { time: '09:00' } }, event: { event: 'conversation.closed', minutes: 1440 } };
  const events = useEventOptions(node.event ?? '', true);
  const bare = put(node, { minutes: undefined, until: undefined, event: undefined, late: undefined });
  const { until } = node;
  return (
    <>
      <ChooseField
        label={t('flows:wait.how')}
        value={how}
        disabled={locked}
        options={(['minutes', 'until', 'event'] as const).map((value) => ({ value, label: t(`flows:wait.${value}`) }))}
        onValue={(next) => set({ ...bare, ...ways[next as keyof typeof ways] })}
      />
      {until && (
        <>
          <SettledField
            code
            label={t('flows:wait.time')}
            hint={t('flows:wait.timeHint')}
            value={until.time}
            disabled={locked}
            onValue={(time) => set({ ...node, until: { ...until, time } })}
          />
          <ChooseField
            label={t('flows:wait.weekday')}
            value={String(until.weekday ?? '')}
            disabled={locked}
            options={['', '1', '2', '3', '4', '5', '6', '7'].map((value) => ({
              value,
              label: value === '' ? t('flows:wait.anyDay') : t(`flows:wait.day.${value}`),
            }))}
            onValue={(day) => set({ ...node, until: put(until, { weekday: day === '' ? undefined : Number(day) }) })}
          />
          <CountField
            label={t('flows:wait.days')}
            value={until.days}
            min={1}
            max={365}
            disabled={locked}
            onValue={(days) => set({ ...node, until: put(until, { days }) })}
          />
        </>
      )}
      {node.event !== undefined && (
        <ChooseField
          label={t('flows:wait.eventName')}
          value={node.event}
          disabled={locked}
          options={events}
          onValue={(event) => set({ ...node, event })}
        />
      )}
      {how !== 'until' && (
        <CountField
          label={t(how === 'event' ? 'flows:wait.atMost' : 'flows:wait.long')}
          value={node.minutes}
          min={1}
          max={525_600}
          disabled={locked}
          onValue={(minutes) => set(put(node, { minutes }))}
        />
      )}
    </>
  );
}

export function SubFlowForm({ node, set }: FormOf<NodeOf<'flow'>>) {
  const { t } = useTranslation();
  const { locked, flow } = useEditorNow();
  const flows = (useQuery(flowsQuery).data ?? []).filter(({ name, state }) => name !== flow.name && state === 'published');
  const known = flows.some(({ name }) => name === node.flow);
  const take = Object.fromEntries(Object.entries(node.take ?? {}));
  return (
    <>
      <ChooseField
        label={t('flows:flow.which')}
        hint={t('flows:flow.whichHint')}
        value={node.flow}
        disabled={locked}
        options={[
          ...(known ? [] : [{ value: node.flow, label: node.flow }]),
          ...flows.map(({ name, title }) => ({ value: name, label: title })),
        ]}
        onValue={(next) => set({ ...node, flow: next })}
      />
      <Values
        label={t('flows:flow.give')}
        values={node.give ?? {}}
        onValues={(give) => set(put(node, { give: Object.keys(give).length === 0 ? undefined : give }))}
      />
      <Values
        label={t('flows:flow.take')}
        values={take}
        onValues={(next) => {
          const taken = Object.entries(next).map(([name, value]) => [name, typeof value === 'string' && value !== '' ? value : name]);
          set(put(node, { take: taken.length === 0 ? undefined : Object.fromEntries(taken) }));
        }}
      />
    </>
  );
}
