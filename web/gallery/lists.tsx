import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#web/data/api.ts';
import { Button } from '#web/ui/button.tsx';
import { FilterSentence } from '#web/ui/filter-sentence.tsx';
import { List } from '#web/ui/list.tsx';
import { Avatar } from '#web/ui/marks.tsx';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { Table } from '#web/ui/table.tsx';

const names = ['Amina Wanjiru', 'José Núñez', 'زینب خان', 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Montgomery'];
const people = Array.from({ length: 10_000 }, (_, index) => ({
  id: String(index),
  name: names[index % names.length] as string,
  count: index * 7,
}));

export function Lists({ look }: { readonly look: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState('open');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['1']));
  const states = ['open', 'closed'].map((value) => ({ value, label: t(`gallery:${value}`) }));
  return (
    <div className="flex flex-col gap-4">
      <FilterSentence
        sentence={t('gallery:filter', { state: '{state}' })}
        choices={{ state: { label: t('gallery:stateLabel'), value: state, options: states, onValue: setState } }}
        onReset={state === 'open' ? undefined : () => setState('open')}
      />
      <div className="h-64 overflow-hidden rounded-card border border-line bg-raised">
        <List
          label={t('gallery:people')}
          items={people}
          keyOf={(one) => one.id}
          rowHeight={49}
          selected={selected}
          onSelect={setSelected}
          render={(one) => (
            <div className="flex items-center gap-3 px-3 py-2">
              <Avatar name={one.name} />
              <span className="min-w-0 flex-1 truncate">{one.name}</span>
              <span className="text-muted">{one.count}</span>
            </div>
          )}
        />
      </div>
      <div className="flex max-h-64 flex-col">
        <Table
          label={`${t('gallery:people')} (${look})`}
          items={people}
          keyOf={(one) => one.id}
          nameOf={(one) => one.name}
          selected={selected}
          onSelect={setSelected}
          columns={[
            { key: 'name', header: t('gallery:name'), cell: (one) => one.name },
            { key: 'count', header: t('gallery:messages'), cell: (one) => one.count, numeric: true },
          ]}
        />
      </div>
      <EmptyState icon={Inbox} title={t('gallery:empty')} action={<Button>{t('gallery:add')}</Button>}>
        {t('gallery:emptyText')}
      </EmptyState>
      <ErrorState error={new ApiError(503, 'unavailable', '')} onRetry={() => undefined} />
    </div>
  );
}
