import { Workflow } from 'lucide-react';
import { lazyPage } from '#web/shell/lazy-page.ts';
import type { PageEntry } from '#web/shell/page-entry.ts';

export const flowsPages: readonly PageEntry[] = [
  {
    path: '/flows',
    title: 'titles:flows.title',
    icon: Workflow,
    group: 'work',
    access: 'member',
    permission: 'flows.read',
    shortcut: 'g f',
    component: lazyPage(() => import('./list/flows-page.tsx'), 'FlowsPage', 'flows'),
  },
  {
    path: '/flows/$id',
    title: 'titles:flows.one',
    group: 'none',
    access: 'member',
    permission: 'flows.read',
    component: lazyPage(() => import('./builder-page.tsx'), 'BuilderPage', 'flows'),
  },
  {
    path: '/flows/$id/runs',
    title: 'titles:flows.runs',
    group: 'none',
    access: 'member',
    permission: 'flow_runs.read',
    component: lazyPage(() => import('./runs/runs-page.tsx'), 'RunsPage', 'flows', 'runs'),
  },
  {
    path: '/flows/runs/$id',
    title: 'titles:flows.run',
    group: 'none',
    access: 'member',
    permission: 'flow_runs.read',
    component: lazyPage(() => import('./runs/run-page.tsx'), 'RunPage', 'flows', 'runs', 'trial'),
  },
];
