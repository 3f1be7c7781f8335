import '@xyflow/react/dist/base.css';
import './canvas.css';
import {
  applyNodeChanges,
  Background,
  type Connection,
  MiniMap,
  type NodeChange,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { LayoutGrid, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowCounts } from '#contract/flow-state.ts';
import type { FlowDefinition, FlowNode } from '#contract/flows.ts';
import { usePreferences } from '#web/data/preferences.ts';
import { directionOf } from '#web/i18n/languages.ts';
import { IconButton } from '#web/ui/button.tsx';
import { useByNode } from '../draft/by-node.ts';
import { connect, placeNodes, putNode } from '../draft/change.ts';
import { drawnExits } from '../draft/exits.ts';
import { faultsByNode } from '../draft/faults.ts';
import { withText } from '../draft/texts.ts';
import { type Editor, useEditorNow } from '../draft/use-editor.ts';
import { spokenField } from '../kinds.ts';
import { useNodeWords } from '../use-node-words.ts';
import { CardVerbsContext, FlowCard } from './card.tsx';
import { type Card, cardsOf, type Drawing, edgesOf, keepSame, type Lit } from './cards.ts';
import { cardWidth, placesOf } from './layout.ts';

export interface CanvasProps {
  /** How contacts went through it; null: not shown. */
  readonly counts: FlowCounts | null;
  /** How a test of the draft went; null: none is open. */
  readonly lit: Lit | null;
}

/** From so many cards on only those in sight are drawn, and a map shows where one is. */
const many = 40;
/** Up to so many are shown whole; of more the beginning is, in a size that can be read. */
const few = 4;
const readable = 0.8;

/** The draft as a drawing: cards that can be moved, joined and written on. */
export const Canvas = memo(function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
});

const nodeTypes = { card: FlowCard };

function Drawn({ counts, lit }: CanvasProps) {
  const { t } = useTranslation();
  const editor = useEditorNow();
  const { definition, now, locked, selected, select } = editor;
  const [editing, setEditing] = useState<string | null>(null);
  const drawing = useDrawing(editor, { counts, lit, editing });
  const { cards, onNodesChange } = useCards(editor, drawing);
  const edges = useMemo(() => edgesOf(drawing), [drawing]);
  const [chosenEdge, setChosenEdge] = useState<string | null>(null);
  const verbs = useVerbs(editor, setEditing);
  const [begun] = useState(() => beginning(cards.find(({ id }) => id === definition.start)?.position, drawing.backwards));
  const isLarge = cards.length >= many;
  useInSight(lit?.at ?? selected[0]);

  function onConnect({ source, sourceHandle, target }: Connection): void {
    if (sourceHandle !== null) editor.change(connect(now(), { name: source, exit: sourceHandle }, target));
  }
  function onKeyDown(event: React.KeyboardEvent): void {
    const card = (event.target as Element).closest?.('.react-flow__node');
    const name = card?.getAttribute('data-id');
    if (event.target === card && name && (event.key === 'Enter' || event.key === 'F2') && !locked) {
      select([name]);
      if (spokenField(definition.nodes[name] as FlowNode) !== null) setEditing(name);
    }
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    if (chosenEdge !== null) {
      const [from = '', exit = ''] = chosenEdge.split(':');
      editor.change(connect(now(), { name: from, exit }, undefined));
      setChosenEdge(null);
    } else if (selected.length > 0 && !(event.target as Element).closest('textarea, input')) editor.remove(selected);
  }
  return (
    <CardVerbsContext value={verbs}>
      {/* Directions of the drawing are its own: cards are mirrored where lines run from right to left. */}
      <section aria-label={t('flows:canvas.label')} dir="ltr" className="flow-canvas size-full" onKeyDown={onKeyDown}>
        <ReactFlow
          nodes={cards}
          edges={edges.map((edge) => (edge.id === chosenEdge ? { ...edge, selected: true } : edge))}
          nodeTypes={nodeTypes}
          onNodesChange={onNodesChange}
          onNodeDragStop={(_, __, moved) => editor.change(placed(now(), drawing, moved as Card[]))}
          onConnect={onConnect}
          onEdgeClick={(_, { id }) => setChosenEdge(id)}
          onPaneClick={() => setChosenEdge(null)}
          nodesDraggable={!locked}
          nodesConnectable={!locked}
          edgesFocusable={false}
          deleteKeyCode={null}
          multiSelectionKeyCode={['Meta', 'Control']}
          zoomOnDoubleClick={false}
          panOnScroll
          onlyRenderVisibleElements={isLarge}
          minZoom={0.1}
          maxZoom={1.5}
          {...(cards.length <= few ? { fitView: true, fitViewOptions: { maxZoom: 1, padding: 0.15 } } : { defaultViewport: begun })}
          ariaLabelConfig={{
            'node.a11yDescription.default': t('flows:canvas.nodeHelp'),
            'node.a11yDescription.keyboardDisabled': t('flows:canvas.nodeHelp'),
            'minimap.ariaLabel': t('flows:canvas.map'),
            'handle.ariaLabel': t('flows:canvas.handle'),
          }}
        >
          <Background gap={20} size={1.5} />
          <Tools onArrange={locked ? null : () => editor.change(placeNodes(now(), null))} />
          {isLarge && <MiniMap pannable zoomable className="max-two:hidden!" />}
        </ReactFlow>
      </section>
    </CardVerbsContext>
  );
}

/** The first card near the side where reading begins. */
function beginning(place: { x: number; y: number } = { x: 0, y: 0 }, backwards: boolean) {
  // The list before the drawing, and the settings behind it, as the page lays them out.
  const beside = innerWidth >= 1200 ? 660 : innerWidth >= 800 ? 280 : 0;
  const width = (document.getElementById('main')?.clientWidth ?? innerWidth) - beside;
  const left = backwards ? width - 32 - cardWidth * readable : 32;
  return { x: left - place.x * readable, y: 240 - place.y * readable, zoom: readable };
}

function useDrawing(editor: Editor, shown: CanvasProps & { readonly editing: string | null }): Drawing {
  const { t } = useTranslation();
  const { definition, language, selected, faults, steps } = editor;
  const { counts, lit, editing } = shown;
  const words = useNodeWords();
  const backwards = directionOf(usePreferences().language) === 'rtl';
  const exitsOf = useByNode(
    (node) =>
      drawnExits(node, steps).map(({ name, to, optional }) => ({ name, to, optional: optional === true, label: words.exit(node, name) })),
    [steps, t],
  );
  const labelOf = useByNode(
    (node) => t('flows:canvas.card', { kind: t(`flows:kind.${node.kind}.name`), line: words.line(node, language, definition.languages) }),
    [language, definition.languages, t],
  );
  // Arranged anew when nodes or ways change, not with every letter.
  const shapeOf = useByNode((node) => JSON.stringify([node.place, drawnExits(node).map(({ to }) => to)]), []);
  const shape = Object.entries(definition.nodes)
    .map(([name, node]) => name + shapeOf(node))
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the definition.
  const places = useMemo(() => placesOf(definition, language), [shape]);
  const byNode = useMemo(() => faultsByNode(faults), [faults]);
  return useMemo(
    () => ({ definition, places, faults: byNode, counts, lit, language, selected, editing, backwards, exitsOf, labelOf }),
    [definition, places, byNode, counts, lit, language, selected, editing, backwards, exitsOf, labelOf],
  );
}

/** Cards as React Flow moves them, and as the draft has them. */
function useCards({ selected, select }: Editor, drawing: Drawing) {
  const [cards, setCards] = useState<Card[]>(() => cardsOf(drawing, cardWidth));
  useEffect(() => setCards((before) => keepSame(before, cardsOf(drawing, cardWidth))), [drawing]);
  const onNodesChange = useCallback(
    (changes: NodeChange<Card>[]) => {
      const choosing = changes.filter((change) => change.type === 'select');
      if (choosing.length > 0) {
        const chosen = new Set(selected);
        for (const { id, selected: on } of choosing) on ? chosen.add(id) : chosen.delete(id);
        select([...chosen]);
      }
      setCards((before) =>
        applyNodeChanges(
          changes.filter((change) => change.type !== 'remove'),
          before,
        ),
      );
    },
    [selected, select],
  );
  return { cards, onNodesChange };
}

/** Once somebody has moved a card, all stay where they stand. */
function placed(definition: FlowDefinition, { places, backwards }: Drawing, moved: readonly Card[]) {
  const all = new Map(places);
  for (const { id, position } of moved)
    all.set(id, { x: Math.round(backwards ? -position.x - cardWidth : position.x), y: Math.round(position.y) });
  return placeNodes(definition, all);
}

function useVerbs(editor: Editor, edit: (name: string | null) => void) {
  const now = useRef(editor);
  now.current = editor;
  return useMemo(
    () => ({
      edit: (name: string | null) => edit(now.current.locked ? null : name),
      write(name: string, text: string) {
        const { language, change } = now.current;
        const definition = now.current.now();
        const node = definition.nodes[name];
        const field = node && spokenField(node);
        if (!node || !field) return;
        const { [field]: before, ...rest } = node as Record<string, unknown>;
        const words = withText(before as never, text, language, definition.languages);
        change(putNode(definition, name, { ...rest, ...(words === undefined ? {} : { [field]: words }) } as FlowNode));
      },
    }),
    [edit],
  );
}

/** What is chosen elsewhere, in the list or by a fault, and where a test is, is brought into sight. */
function useInSight(one: string | undefined): void {
  const { getNode, getViewport, setCenter } = useReactFlow();
  useEffect(() => {
    const node = one === undefined ? undefined : getNode(one);
    const pane = document.querySelector('.flow-canvas');
    if (!node || !pane) return;
    const { x, y, zoom } = getViewport();
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
    const { clientWidth, clientHeight } = pane;
    if (left >= 0 && top >= 0 && left + cardWidth * zoom <= clientWidth && top + 80 <= clientHeight) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    void setCenter(node.position.x + cardWidth / 2, node.position.y + 80, { zoom: Math.max(zoom, 0.6), duration: still ? 0 : 160 });
  }, [one, getNode, getViewport, setCenter]);
}

function Tools({ onArrange }: { readonly onArrange: (() => void) | null }) {
  const { t } = useTranslation();
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Panel position="bottom-left" className="flex gap-1 rounded-control border border-line bg-raised p-1">
      <IconButton icon={ZoomOut} label={t('flows:canvas.smaller')} onClick={() => void zoomOut()} />
      <IconButton icon={ZoomIn} label={t('flows:canvas.larger')} onClick={() => void zoomIn()} />
      <IconButton icon={Maximize} label={t('flows:canvas.all')} onClick={() => void fitView({ maxZoom: 1 })} />
      {onArrange && <IconButton icon={LayoutGrid} label={t('flows:canvas.arrange')} onClick={onArrange} />}
    </Panel>
  );
}
