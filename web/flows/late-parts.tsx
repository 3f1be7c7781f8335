import { type ComponentType, lazy, memo, Suspense } from 'react';
import { withSentences } from '#web/shell/lazy-page.ts';
import { Skeleton } from '#web/ui/states.tsx';

/** Parts of the builder that come when they are opened, so that the list is there at once. */

function late<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Late = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  // Memoised, as what stands behind it is: see LateEditor.
  return memo((props: Props) => (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Late {...props} />
    </Suspense>
  )) as unknown as ComponentType<Props>;
}

export const Canvas = late(async () => (await import('./canvas/canvas.tsx')).Canvas);
const nodeSettings = withSentences(['steps', 'trial'], () => import('./settings/node-settings.tsx'));
export const NodeSettings = late(async () => (await nodeSettings()).NodeSettings);
const trialPanel = withSentences(['trial', 'steps'], () => import('./panels/trial-panel.tsx'));
export const TrialPanel = late(async () => (await trialPanel()).TrialPanel);
const publishDrawer = withSentences(['trial'], () => import('./panels/publish-drawer.tsx'));
export const PublishDrawer = late(async () => (await publishDrawer()).PublishDrawer);
const casesDrawer = withSentences(['trial'], () => import('./cases/cases-drawer.tsx'));
export const CasesDrawer = late(async () => (await casesDrawer()).CasesDrawer);
const versionsDrawer = withSentences(['trial'], () => import('./panels/versions-drawer.tsx'));
export const VersionsDrawer = late(async () => (await versionsDrawer()).VersionsDrawer);
const textsDrawer = withSentences(['translations'], () => import('./panels/texts-drawer.tsx'));
export const TextsDrawer = late(async () => (await textsDrawer()).TextsDrawer);
export const FlowSettingsDrawer = late(async () => (await import('./panels/flow-settings.tsx')).FlowSettingsDrawer);
